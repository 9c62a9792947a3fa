public import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A process that a test starts, watches and may kill at a moment of its choosing.
///
/// Nothing here waits in the background, so that the time between a decision to kill and the kill is a system call's.
public struct ChildProcess: Sendable {
    /// How a process came to its end.
    public enum Ending: Sendable, Hashable {
        /// It ended by itself with a status.
        case exited(Int)
        /// A signal ended it.
        case killed(Int)
    }

    /// The number that the system knows it by.
    public let id: pid_t

    /// Starts a program with exactly this environment; what it prints goes to a file, or nowhere.
    ///
    /// It starts in the test's own folder: say where it is to work, as with `-C`.
    public init(
        _ program: String, _ arguments: [String], environment: [String: String],
        printingTo file: String = "/dev/null"
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var words = ([program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in words + variables { free(word) } }
        var id = pid_t()
        let status = posix_spawnp(&id, program, &actions, nil, &words, &variables)
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: status) ?? .EIO) }
        self.id = id
    }

    /// Ends it at once, as `kill -9` does; nothing happens to one that has ended.
    public func kill() { Foundation.kill(id, SIGKILL) }

    /// Whether it has come to its end; it still has to be waited for.
    public var hasEnded: Bool {
        var info = siginfo_t()
        return waitid(P_PID, id_t(id), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_signo != 0
    }

    /// Waits for the end and says which it was; to be called once.
    public func wait() -> Ending {
        var status: CInt = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7f
        return signal == 0 ? .exited(Int(status >> 8 & 0xff)) : .killed(Int(signal))
    }

    /// Runs a program to its end and gives its ending and what it printed, on either stream.
    public static func run(
        _ program: String, _ arguments: [String], environment: [String: String]
    ) throws -> (ending: Ending, text: String) {
        let output = try TemporaryFolder("output", inMemory: true)
        let file = output.path("text")
        let ending = try ChildProcess(program, arguments, environment: environment, printingTo: file).wait()
        return (ending, try output.read("text"))
    }
}
