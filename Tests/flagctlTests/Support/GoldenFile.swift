import Foundation
import Testing

/// A text that was read by a person once and is compared with ever since.
///
/// `FLAGCTL_UPDATE_GOLDEN=1 swift test --filter flagctlTests` writes the files anew: read the difference like code.
struct GoldenFile {
    /// Where the file is.
    let path: String

    /// The golden file of a scenario.
    init(_ scenario: ScenarioName) { self.init(path: "\(Self.folder)/\(scenario.rawValue).txt") }

    /// A file anywhere, such as a page of the documentation.
    init(path: String) { self.path = path }

    /// The folder of the golden files.
    static let folder = Project.path("Tests/flagctlTests/Golden")

    /// Whether files are written instead of compared with.
    static let isUpdating = ProcessInfo.processInfo.environment["FLAGCTL_UPDATE_GOLDEN"] == "1"

    /// Records an issue with the differing lines where the text is another one, or writes it.
    func compare(with text: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let golden = try FileManager.default.fileExists(atPath: path) ? String(contentsOfFile: path, encoding: .utf8) : ""
        guard golden != text else { return }
        if Self.isUpdating {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } else {
            Issue.record(
                """
                \(path) differs (- golden, + now); where the new text is right: FLAGCTL_UPDATE_GOLDEN=1 swift test
                \(LineDifference(from: golden, to: text).text)
                """, sourceLocation: sourceLocation)
        }
    }
}

/// This project's own files.
enum Project {
    /// The top of the project.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// The path of one of its files.
    static func path(_ name: String) -> String { "\(root)/\(name)" }

    /// The text of one of its files.
    static func text(of name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }
}
