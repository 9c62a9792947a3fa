import Foundation

/// The program under test: the product `flagctl` that was built with the tests.
public enum FlagctlBinary {
    /// Where it is; a test process without one beside it stops here.
    public static let path: String = {
        for folder in foldersOfThisProcess {
            let candidate = folder + "/flagctl"
            if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
        }
        preconditionFailure("no 'flagctl' beside the tests: run 'swift build' first")
    }()

    /// Runs it with exactly this environment and waits for it.
    @discardableResult
    public static func run(
        _ arguments: [String], in folder: String, environment: [String: String], input: String = ""
    ) async throws -> Finished {
        try await TestSupport.run(path, arguments, in: folder, environment: environment, input: input)
    }

    /// The folder of the running test bundle and those above it: on macOS the bundle is a few folders deep.
    private static var foldersOfThisProcess: [String] {
        #if os(Linux)
            let start = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        #else
            let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
            let start = bundle?.bundleURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        #endif
        let folder = start.deletingLastPathComponent()
        return sequence(first: folder) { $0.path == "/" ? nil : $0.deletingLastPathComponent() }.prefix(5).map(\.path)
    }
}
