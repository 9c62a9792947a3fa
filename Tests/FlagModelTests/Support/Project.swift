import FlagModel
import Foundation

/// This project's own files.
enum Project {
    static let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path)
    }

    static func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: root.appending(path: path))) }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// The flag repository that this project is.
    static func content() throws -> RepositoryContent {
        var content = RepositoryContent()
        for folder in ["flags", "environments", ".flagctl", "communications", "feedback"] where exists(folder) {
            let names = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
            for name in names where name.hasSuffix(".json") {
                content.add(path: "\(folder)/\(name)", bytes: try bytes("\(folder)/\(name)"))
            }
        }
        return content
    }
}
