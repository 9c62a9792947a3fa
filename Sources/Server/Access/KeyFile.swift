import Documents

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

/// A file of API keys: `{"keys": [key]}`, readable by its owner only. It never holds a secret.
public struct KeyFile: Sendable {
    /// Where it is.
    public let path: String

    /// Names the file.
    public init(_ path: String) { self.path = path }

    /// The keys; none where there is no file.
    ///
    /// - Throws: ``ServerFailure`` where it cannot be read as what it should be.
    public func keys() throws -> [APIKey] {
        guard let content else {
            guard access(path, F_OK) != 0 else {
                throw ServerFailure("keys-unreadable", "the file of API keys '\(path)' cannot be read")
            }
            return []
        }
        do {
            guard let list = try JSONDocument(parsing: content).value["keys"]?.array else { throw damaged() }
            let keys = list.compactMap { APIKey($0) }
            guard keys.count == list.count else { throw damaged() }
            return keys
        } catch let error as JSONSyntaxError {
            throw damaged(": \(error.message), line \(error.position.line)")
        }
    }

    /// Replaces the file by one with what a change makes of its keys; two changes at once come one after the other.
    ///
    /// - Throws: ``ServerFailure``, also those of `change`; then the file stays as it was.
    public func change(_ change: ([APIKey]) throws -> [APIKey]) throws {
        let lock = path + ".lock"
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        mkdir(folder, 0o700)
        let descriptor = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let exists = errno == EEXIST
            throw ServerFailure(
                "keys-locked",
                exists ? "'\(lock)' exists: another run changes the API keys" : "'\(path)' cannot be written",
                hint: exists ? "try again; if no other run is left, remove the file" : nil)
        }
        defer {
            close(descriptor)
            unlink(lock)
        }
        let keys = try change(keys())
        let bytes = CanonicalJSON.bytes(of: ["keys": .array(keys.map(\.json))])
        let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        guard written == bytes.count, fsync(descriptor) == 0, rename(lock, path) == 0 else {
            throw ServerFailure("keys-unwritable", "'\(path)' cannot be written")
        }
    }

    /// The file's content, by which it is known to have changed; nothing where there is no file.
    var content: [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }

    private func damaged(_ why: String = "") -> ServerFailure {
        ServerFailure(
            "keys-damaged", "'\(path)' is no file of API keys\(why)",
            hint: "move it away and make the keys anew: flagctl serve key create NAME -e ENV")
    }
}
