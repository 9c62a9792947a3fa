import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// A program of the system that is run with exactly one environment.
struct Program {
    /// What a finished program said.
    struct Result {
        let succeeded: Bool
        let status: Int
        let output: [UInt8]
        let error: String

        var text: String { String(decoding: output, as: UTF8.self) }
        /// What it complained about, for messages: its lines joined, without full stops.
        var complaint: String {
            let text = error.isEmpty ? self.text : error
            let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
            let sentences = lines.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
            return sentences.isEmpty ? "exit status \(status)" : sentences.joined(separator: "; ")
        }
    }

    let name: String
    let environment: [String: String]
    let folder: String

    /// Runs the program to its end; throws ``GitError/programFailed(program:text:)`` when it cannot be started.
    ///
    /// It reads a file, or nothing: a program that ends without reading a pipe would end this process by SIGPIPE.
    func run(_ arguments: [String], input: String = "/dev/null") async throws(GitError) -> Result {
        var variables: [Environment.Key: String] = [:]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        do {
            let file = try FileDescriptor.open(FilePath(input), .readOnly)
            let result = try await Subprocess.run(
                name.contains("/") ? .path(FilePath(name)) : .name(name),
                arguments: Arguments(arguments),
                environment: .custom(variables),
                workingDirectory: FilePath(folder),
                input: .fileDescriptor(file, closeAfterSpawningProcess: true),
                output: .bytes(limit: 16 << 20),
                error: .string(limit: 1 << 20)
            )
            let status =
                switch result.terminationStatus {
                case .exited(let code): Int(code)
                case .signaled(let signal): 128 + Int(signal)
                }
            return Result(
                succeeded: status == 0, status: status, output: result.standardOutput, error: result.standardError)
        } catch {
            throw .programFailed(program: name, text: String(describing: error))
        }
    }
}
