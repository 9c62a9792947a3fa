import Foundation

/// A pseudo-terminal that a test sits at, by way of script(1): what a program prints there, and what is typed.
public struct Terminal: Sendable {
    /// A new terminal.
    public init() {}

    /// Runs a program whose input and both outputs are a terminal.
    ///
    /// - Parameter answer: what is typed, with Enter; without one the end of input is typed. It is not echoed, so that
    ///   it does not matter whether it comes before the program's question or after it.
    public func run(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String],
        answer: String? = nil
    ) async throws -> Finished {
        let words = [program] + arguments
        #if os(Linux)
            let options = ["-q", "-e", "-E", "never", "-c", words.map(Self.quoted).joined(separator: " "), "/dev/null"]
        #else
            let options = ["-q", "-e", "/dev/null"] + words
        #endif
        let result = try await TestSupport.run(
            "/usr/bin/script", options, in: folder, environment: environment, input: answer.map { $0 + "\n" } ?? "")
        let shown = result.output.replacingOccurrences(of: "\r\n", with: "\n")
        return Finished(status: result.status, output: shown, error: result.error)
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}
