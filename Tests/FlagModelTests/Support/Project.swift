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

    /// The flag repository that this project is, or that is in one of its folders.
    static func content(in place: String = "") throws -> RepositoryContent {
        var content = RepositoryContent()
        for folder in ["flags", "environments", ".flagctl", "communications", "feedback"]
        where exists(place + folder) {
            let path = root.appending(path: place + folder).path
            for name in try FileManager.default.subpathsOfDirectory(atPath: path) where name.hasSuffix(".json") {
                content.add(path: "\(folder)/\(name)", bytes: try bytes("\(place)\(folder)/\(name)"))
            }
        }
        return content
    }
}
