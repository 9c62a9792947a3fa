import CLibgit2  // Defines stat wherever the compiler reads its header before Glibc's.
import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a folder that the system's git tracks, as they are in the work tree.
public struct TrackedFiles: Sendable {
    /// What became of reading one file.
    public enum Reading<Value: Sendable>: Sendable {
        /// What was made of its bytes.
        case read(Value)
        /// It has more bytes than the limit.
        case tooLarge(bytes: Int)
        /// It is no file: a link, a submodule, or removed from the work tree.
        case none
        /// The system does not let it be read, and why.
        case unreadable(String)
    }

    /// The folder, absolute.
    public let folder: String
    /// The folder below the top of its repository: empty for the top, else with a slash at its end.
    public let prefix: String
    /// The paths of the files below the folder, sorted.
    public let paths: [String]
    /// The top of the repository, absolute.
    private let top: String

    /// Lists the files of a folder, of any repository, with `git ls-files`.
    ///
    /// - Parameter folder: an absolute path.
    /// - Throws: ``GitError/notAllowed(_:hint:)`` where it is no folder of a repository with a work tree, with what git
    ///   says about it; ``GitError/programFailed(program:text:)``.
    public init(in folder: String, environment: [String: String]) async throws(GitError) {
        guard FileSystem.isFolder(folder) else {
            throw .notAllowed("'\(folder)' is no folder", hint: "name a folder of a git repository")
        }
        var variables = environment.filter { !Repository.localVariables.contains($0.key) }
        variables["LC_ALL"] = "C"
        variables["LANGUAGE"] = nil
        let git = Program(name: "git", environment: variables, folder: folder)
        let place = try await Self.output(of: git, ["rev-parse", "--show-toplevel", "--show-prefix"], folder)
        let lines = place.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let list = try await Self.output(of: git, ["ls-files", "-z", "--cached"], folder)
        self.folder = folder
        top = lines.first ?? folder
        prefix = lines.count > 1 ? lines[1] : ""
        paths = Set(list.split(separator: "\0").map(String.init)).sorted()
    }

    private static func output(
        of git: Program, _ arguments: [String], _ folder: String
    ) async throws(GitError) -> String {
        let result = try await git.run(arguments)
        guard result.succeeded else {
            throw .notAllowed(
                "git does not list the files of '\(folder)': \(result.complaint)",
                hint: "name a folder of a git repository with a work tree")
        }
        return result.text
    }

    /// Whether the repository's work tree has something at a path below its top.
    public func topHas(_ path: String) -> Bool { FileSystem.exists("\(top)/\(path)") }

    /// Reads files on all of the processor's cores and gives what `transform` makes of each, in the order of the paths.
    ///
    /// - Parameters:
    ///   - paths: some of ``paths``.
    ///   - limit: how many bytes a file may have.
    public func read<Value: Sendable>(
        _ paths: [String], limit: Int, _ transform: @Sendable (String, [UInt8]) -> Value
    ) -> [Reading<Value>] {
        let size = 32
        let pieces = (paths.count + size - 1) / size
        let values = Mutex([Reading<Value>](repeating: .none, count: paths.count))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let places = piece * size..<min(paths.count, (piece + 1) * size)
            let found = places.map { read(paths[$0], limit: limit, transform) }
            values.withLock { $0.replaceSubrange(places, with: found) }
        }
        return values.withLock { $0 }
    }

    /// Links are not followed: what they lead to may be anywhere.
    private func read<Value: Sendable>(
        _ path: String, limit: Int, _ transform: (String, [UInt8]) -> Value
    ) -> Reading<Value> {
        let whole = "\(folder)/\(path)"
        let descriptor = open(whole, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            return [ENOENT, ENOTDIR, ELOOP].contains(errno) ? .none : .unreadable(String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { return .none }
        guard status.st_size <= limit else { return .tooLarge(bytes: Int(status.st_size)) }
        do {
            return .read(transform(path, try FileSystem.readAll(descriptor, whole)))
        } catch {
            return .unreadable(error.message)
        }
    }
}
