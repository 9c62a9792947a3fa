import Foundation
import Subprocess

#if canImport(System)
    import System
#else
    import SystemPackage
#endif

/// What a finished process said.
public struct Finished: Sendable {
    /// The status that it ended with; 128 and the signal's number where a signal ended it.
    public let status: Int
    /// What it said on standard output.
    public let output: String
    /// What it said on standard error.
    public let error: String
}

/// Runs a program of the system with exactly the given environment and waits for it.
///
/// `PATH` is kept; nothing else of the test's own environment reaches the process.
@discardableResult
public func run(
    _ program: String, _ arguments: [String], in folder: String,
    environment: [String: String] = [:], input: String = ""
) async throws -> Finished {
    var variables: [Environment.Key: String] = [:]
    variables["PATH"] = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    for (name, value) in environment { variables[Environment.Key(rawValue: name)!] = value }
    let result = try await Subprocess.run(
        program.contains("/") ? .path(.init(program)) : .name(program),
        arguments: Arguments(arguments),
        environment: .custom(variables),
        workingDirectory: .init(folder),
        input: .string(input),
        output: .string(limit: 64 << 20),
        error: .string(limit: 64 << 20)
    )
    let status: Int
    switch result.terminationStatus {
    case .exited(let code): status = Int(code)
    case .signaled(let signal): status = 128 + Int(signal)
    }
    return Finished(status: status, output: result.standardOutput, error: result.standardError)
}
