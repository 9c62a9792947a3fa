import Foundation
import TestSupport

/// A lock that the test holds in another program's name.
final class HeldLock: Sendable {
    /// A lock that an edit may have to wait for.
    enum Kind: String, CaseIterable {
        case ofFlagctl = ".git/flagctl/lock"
        case ofTheIndex = ".git/index.lock"
        case ofTheBranch = ".git/refs/heads/main.lock"

        /// Whether an edit has come as far as the lock.
        func holdsUp(_ child: ChildProcess, in fixture: FlagFixture) -> Bool {
            switch self {
            case .ofFlagctl: child.openFiles.contains(fixture.path(rawValue))
            case .ofTheIndex:
                // The file that is to be linked to the lock's name.
                (try? FileManager.default.contentsOfDirectory(atPath: fixture.path(".git/flagctl")))?
                    .contains { $0.hasPrefix("index.lock.") } == true
            case .ofTheBranch: fixture.has(".git/flagctl/pending")
            }
        }
    }

    private let kind: Kind
    private let path: String
    private let descriptor: CInt

    init(_ kind: Kind, in fixture: FlagFixture) throws {
        self.kind = kind
        path = fixture.path(kind.rawValue)
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        if kind == .ofFlagctl {
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw POSIXError(.EWOULDBLOCK) }
        } else {
            // An empty one might be taken for a lock whose owner died.
            _ = write(descriptor, "another program\n", 16)
        }
    }

    func release() {
        close(descriptor)
        if kind != .ofFlagctl { unlink(path) }
    }
}

extension ChildProcess {
    /// The files that the process has open; none where the system does not tell.
    fileprivate var openFiles: [String] {
        let folder = "/proc/\(id)/fd"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") }
    }
}
