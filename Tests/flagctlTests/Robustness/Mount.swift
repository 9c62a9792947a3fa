import Foundation
import TestSupport
import Testing

/// A file system that a test mounts, for faults that only the system can make; it goes away with the value.
final class Mount: Sendable {
    /// Whether this process may mount; tests that need it say so where it may not.
    static let isAllowed: Bool = {
        guard getuid() == 0, let folder = try? TemporaryFolder("mount") else { return false }
        guard let mount = try? Mount(folder, ["-t", "tmpfs", "-o", "size=64k", "tmpfs"]) else { return false }
        return FileManager.default.fileExists(atPath: mount.path)
    }()

    static let why: Comment = "only root can mount file systems"

    let path: String
    private let folder: TemporaryFolder?

    /// Mounts with these words in a folder of its own.
    init(_ folder: TemporaryFolder, _ words: [String]) throws {
        path = folder.path
        self.folder = folder
        try Self.call("mount", words + [path])
    }

    /// Mounts a folder on itself, read-only.
    init(readOnly path: String) throws {
        self.path = path
        folder = nil
        try Self.call("mount", ["--bind", path, path])
        try Self.call("mount", ["-o", "remount,bind,ro", path])
    }

    deinit { try? Self.call("umount", ["--lazy", path]) }

    private static func call(_ program: String, _ words: [String]) throws {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let (ending, text) = try ChildProcess.run(program, words, environment: ["PATH": path + ":/usr/sbin:/sbin"])
        guard ending == .exited(0) else { throw MountFailure(text: text) }
    }

    private struct MountFailure: Error {
        let text: String
    }
}
