import Foundation

/// A folder of a test's own that is removed when the value goes away.
public final class TemporaryFolder: Sendable {
    /// Where it is, absolute.
    public let path: String

    /// Makes a folder; one in memory, where the system offers that, spares a test that writes much the disk.
    public init(_ name: String = "flagctl", inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        var parent = inMemory && access(memory, W_OK) == 0 ? memory : NSTemporaryDirectory()
        while parent.count > 1, parent.hasSuffix("/") { parent.removeLast() }
        var template = Array((parent + "/\(name)-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file or folder inside.
    public func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file inside, making its folders.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        let file = path(name)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// Reads a file inside as text.
    public func read(_ name: String) throws -> String {
        try String(contentsOfFile: path(name), encoding: .utf8)
    }
}

extension TemporaryFolder {
    /// Makes a symbolic link inside.
    public func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }
}
