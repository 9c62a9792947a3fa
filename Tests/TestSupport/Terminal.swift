import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A pseudo-terminal that a test sits at: what a program prints there, and what a person types when asked.
public struct Terminal: Sendable {
    private let keyboard: Int32
    private let screen: Int32

    /// Opens a terminal that shows line breaks as they are written.
    public init() throws {
        (keyboard, screen) = try Self.open()
        for descriptor in [keyboard, screen] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var settings = termios()
        guard tcgetattr(screen, &settings) == 0 else { throw Self.failure }
        settings.c_oflag &= ~tcflag_t(OPOST)
        guard tcsetattr(screen, TCSANOW, &settings) == 0 else { throw Self.failure }
    }

    private static func open() throws -> (keyboard: Int32, screen: Int32) {
        #if os(Linux)
            var (keyboard, screen): (Int32, Int32) = (-1, -1)
            guard openpty(&keyboard, &screen, nil, nil, nil) == 0 else { throw failure }
            return (keyboard, screen)
        #else
            let keyboard = posix_openpt(O_RDWR | O_NOCTTY)
            guard keyboard >= 0, grantpt(keyboard) == 0, unlockpt(keyboard) == 0, let name = ptsname(keyboard) else {
                throw failure
            }
            let screen = Foundation.open(name, O_RDWR | O_NOCTTY)
            guard screen >= 0 else { throw failure }
            return (keyboard, screen)
        #endif
    }

    /// What Ctrl-D types.
    private static let endOfInput: UInt8 = 4

    private static var failure: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    /// Runs a program whose input and both outputs are the terminal, and closes it; to be called once.
    ///
    /// - Parameter answer: what is typed, with Enter, when the program asks a question that ends in `] `; without one
    ///   the end of input is typed.
    public func run(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
        answer: String? = nil
    ) async throws -> Finished {
        async let text = shown(answering: answer)
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment { variables[Environment.Key(rawValue: name)!] = value }
        let result = try await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom(variables),
            workingDirectory: FilePath(folder),
            input: .fileDescriptor(FileDescriptor(rawValue: screen), closeAfterSpawningProcess: false),
            output: .fileDescriptor(FileDescriptor(rawValue: screen), closeAfterSpawningProcess: false),
            error: .fileDescriptor(FileDescriptor(rawValue: screen), closeAfterSpawningProcess: false))
        close(screen)
        let status: Int
        switch result.terminationStatus {
        case .exited(let code): status = Int(code)
        case .signaled(let signal): status = 128 + Int(signal)
        }
        return Finished(status: status, output: await text, error: "")
    }

    /// Everything that is shown until the last program has closed the screen.
    ///
    /// A thread of its own waits for it: threads of a pool are needed by the program's start.
    private func shown(answering answer: String?) async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: read(answering: answer)) }
        }
    }

    private func read(answering answer: String?) -> String {
        var answers = [answer.map { Array("\($0)\n".utf8) } ?? [Self.endOfInput]]
        var shown: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Foundation.read(keyboard, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            shown += buffer.prefix(count)
            guard shown.suffix(2) == Array("] ".utf8)[...], let typed = answers.popLast() else { continue }
            _ = Foundation.write(keyboard, typed, typed.count)
        }
        close(keyboard)
        return String(decoding: shown, as: UTF8.self)
    }
}
