import CLibgit2
import Synchronization

/// Whether libgit2 computes an object's id anew whenever it reads one.
public enum HashChecks {
    private static let readers = Mutex(0)

    /// Leaves that out while `body` runs, as git itself does, for the whole process: for telling all of a long history,
    /// where it is most of the work, and never where something is proven or written.
    public static func without<Result>(_ body: () throws -> Result) rethrows -> Result {
        change(by: 1)
        defer { change(by: -1) }
        return try body()
    }

    private static func change(by step: Int) {
        readers.withLock { count in
            count += step
            // It only sets a number, and cannot fail.
            _ = flagctl_git_set_hash_checks(count == 0 ? 1 : 0)
        }
    }
}
