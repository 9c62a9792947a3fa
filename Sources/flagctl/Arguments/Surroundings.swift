import FlagModel
import Workflows

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What this process was started with: the only place that reads clock, environment, folder and terminal.
struct Surroundings: Sendable {
    let environment: [String: String]
    let folder: String
    let session: Session
    let isTerminal: Bool
    let canAsk: Bool

    init(_ global: GlobalOptions) {
        environment = ProcessInfo.processInfo.environment
        folder = Self.absolute(global.path ?? ".")
        isTerminal = isatty(STDOUT_FILENO) == 1
        canAsk = isTerminal && isatty(STDIN_FILENO) == 1 && global.format == .text
        let fixed = environment["FLAGCTL_NOW"].flatMap { Timestamp($0) }
        let isReproducible = fixed != nil
        session = Session(
            path: folder, environment: environment, now: fixed ?? Timestamp(unixSeconds: Int(time(nil))),
            hasFixedClock: isReproducible, commandLine: ["flagctl"] + CommandLine.arguments.dropFirst(),
            entropy: isReproducible ? Self.noEntropy : Self.randomEntropy)
    }

    private static let noEntropy: @Sendable () -> (UInt16, UInt64) = { (0, 0) }

    private static let randomEntropy: @Sendable () -> (UInt16, UInt64) = {
        (UInt16.random(in: UInt16.min...UInt16.max), UInt64.random(in: UInt64.min...UInt64.max))
    }

    /// The time now; always the same where the run's clock is fixed.
    func now() -> Timestamp {
        if session.hasFixedClock { return session.now }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(unixSeconds: Int(time.tv_sec))
    }

    /// A path as seen from where this run was started.
    func path(_ text: String) -> String {
        if text.hasPrefix("/") { return text }
        return text == "." ? folder : "\(folder)/\(text)"
    }

    /// A file's bytes.
    func bytes(ofFile file: String) throws -> [UInt8] {
        guard let bytes = FileManager.default.contents(atPath: path(file)) else {
            throw Failure("no-file", "'\(file)' cannot be read", hint: "see whether it is there: ls -l \(file)")
        }
        return Array(bytes)
    }

    /// A file's text.
    func text(ofFile file: String) throws -> String { String(decoding: try bytes(ofFile: file), as: UTF8.self) }

    /// A file's text; nothing where there is no such file.
    func textIfAny(ofFile file: String) throws -> String? {
        FileManager.default.fileExists(atPath: path(file)) ? try text(ofFile: file) : nil
    }

    /// Everything on standard input.
    func standardInput() -> String {
        var text = ""
        while let line = readLine(strippingNewline: false) { text += line }
        return text
    }

    /// Every byte of standard input.
    func standardInputBytes() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure("no-input", "standard input cannot be read") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }

    /// A path that starts at the root.
    static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        guard let buffer = getcwd(nil, 0) else { return path }
        defer { free(buffer) }
        let current = String(cString: buffer)
        return path == "." ? current : "\(current)/\(path)"
    }

}
