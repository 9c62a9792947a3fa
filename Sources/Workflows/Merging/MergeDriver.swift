import FlagRepository
import Git

/// How git comes to merge documents with flagctl: attributes name the files, the configuration names the command.
enum MergeDriver {
    /// The lines of `.gitattributes`.
    static let attributes = [
        "flags/*.json", "environments/**/*.json", "communications/**/*.json", ".flagctl/*.json",
    ].map { "\($0) merge=flagctl" }

    /// What git runs; without flagctl on the PATH it merges the lines as it always does.
    ///
    /// `%S %X %Y` are the sides' names from git 2.44 on and stay as they are before.
    static let command =
        "if command -v flagctl >/dev/null; then flagctl merge-driver %O %A %B %L %P %S %X %Y; "
        + "else git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; fi"

    /// Tells git of the command, and of the files where the repository does not.
    static func install(in repository: FlagRepository) throws {
        let git = repository.git
        try git.set("merge.flagctl.name", to: "documents of flagctl, field by field")
        try git.set("merge.flagctl.driver", to: command)
        let shared = try missingAttributes(in: repository.head().bytes(at: ".gitattributes"))
        if !shared.isEmpty { _ = try git.addLocalAttributes(shared) }
    }

    /// The lines that the text of a `.gitattributes` lacks.
    static func missingAttributes(in bytes: [UInt8]?) -> [String] {
        let lines = String(decoding: bytes ?? [], as: UTF8.self).split { $0.isNewline }.map(String.init)
        return attributes.filter { !lines.contains($0) }
    }

    /// The text of a `.gitattributes` with the lines that it lacks.
    static func attributesFile(over bytes: [UInt8]?) -> [UInt8] {
        let text = bytes ?? []
        let start = text.isEmpty || text.last == UInt8(ascii: "\n") ? text : text + [UInt8(ascii: "\n")]
        return start + missingAttributes(in: bytes).flatMap { Array(($0 + "\n").utf8) }
    }
}
