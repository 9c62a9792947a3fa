import Subprocess

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// The system's command that takes e-mail, or the one that the variable `FLAGCTL_SENDMAIL` names.
struct Sendmail {
    /// The command where no variable names one.
    static let standard = "/usr/sbin/sendmail"
    /// When to come again after a temporary failure, in seconds.
    static let pause = 300

    private let program: String
    private let arguments: [String]
    private let variables: [String: String]
    /// Where files of a moment are.
    private var folder: String { variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

    /// Takes the command from the environment; a repository never names one.
    init(variables: [String: String]) throws(ChannelSecrets.Unusable) {
        let words = (variables["FLAGCTL_SENDMAIL"] ?? Self.standard).split(separator: " ").map(String.init)
        guard let program = words.first, program.hasPrefix("/") else {
            throw ChannelSecrets.Unusable(
                reason: "FLAGCTL_SENDMAIL is no path of a command: write it whole, as /usr/bin/msmtp")
        }
        self.program = program
        arguments = Array(words.dropFirst())
        self.variables = variables
    }

    /// Hands a message to the command and waits until it ends, or ends it after so many seconds.
    func send(_ text: String, from sender: String, to recipients: [String], timeout: Int) async -> SendOutcome {
        guard access(program, X_OK) == 0 else {
            return .unreachable(
                "there is no command \(program): install one such as msmtp, or name it in FLAGCTL_SENDMAIL")
        }
        var isStarted = false
        do {
            // A pipe would end this process by SIGPIPE where the command does not read it.
            let message = try UnnamedFile(text, in: folder)
            let complaint = try UnnamedFile(in: folder)
            let (status, isTooLate) = try await run(
                arguments + ["-i", "-f", sender, "--"] + recipients, message.descriptor, complaint.descriptor,
                timeout, &isStarted)
            if isTooLate { return .unknown("\(program) did not end within \(timeout) s and was stopped") }
            return outcome(of: status, try complaint.beginning().plainLine)
        } catch {
            let reason = String(describing: error)
            return isStarted
                ? .unknown("\(program) was lost: \(reason)") : .unreachable("\(program) cannot be started: \(reason)")
        }
    }

    /// Runs the command in a group of its own, and ends the group where it takes too long.
    private func run(
        _ arguments: [String], _ message: FileDescriptor, _ complaint: FileDescriptor, _ timeout: Int,
        _ isStarted: inout Bool
    ) async throws -> (TerminationStatus, isTooLate: Bool) {
        var environment: [Environment.Key: String] = [:]
        for (name, value) in variables {
            if let key = Environment.Key(rawValue: name) { environment[key] = value }
        }
        var platform = PlatformOptions()
        platform.processGroupID = 0
        let clock = ContinuousClock()
        let end = clock.now + .seconds(timeout)
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(environment),
            platformOptions: platform, input: .fileDescriptor(message, closeAfterSpawningProcess: false),
            output: .discarded, error: .fileDescriptor(complaint, closeAfterSpawningProcess: false)
        ) { execution in
            isStarted = true
            let group = execution.processIdentifier.value
            while clock.now < end {
                if Self.hasEnded(group) { return false }
                try await Task.sleep(for: .milliseconds(10))
            }
            kill(-group, SIGKILL)
            return true
        }
        return (result.terminationStatus, result.closureResult)
    }

    /// Whether a child has come to its end; it is still there to be waited for.
    private static func hasEnded(_ process: pid_t) -> Bool {
        var information = siginfo_t()
        return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) != 0
            || information.si_signo != 0
    }

    /// What a status means (sysexits.h).
    private func outcome(of status: TerminationStatus, _ complaint: String) -> SendOutcome {
        let because = complaint.isEmpty ? "" : ": \(complaint)"
        switch status {
        case .exited(0): return .sent(receipt: "taken by \(program)")
        // EX_TEMPFAIL.
        case .exited(75): return .later(seconds: Self.pause, why: "\(program) asks to come again\(because)")
        // EX_USAGE, EX_DATAERR, EX_NOINPUT, EX_NOUSER, EX_NOHOST, EX_UNAVAILABLE, EX_OSFILE, EX_CANTCREAT, EX_NOPERM,
        // EX_CONFIG; the shell's own: not to be run, not found.
        case .exited(let status) where [64, 65, 66, 67, 68, 69, 72, 73, 77, 78, 126, 127].contains(status):
            return .refused("\(program) ended with status \(status)\(because)")
        case .exited(let status): return .unknown("\(program) ended with status \(status)\(because)")
        case .signaled(let signal): return .unknown("\(program) was ended by signal \(signal)\(because)")
        }
    }
}
