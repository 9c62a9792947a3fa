import Documents
import Git

/// What a commit has at a document's path, whether it can be read as a document or not.
enum DocumentVersion: Equatable {
    case document(JSONDocument)
    /// A file that is no JSON.
    case text([UInt8])
    /// A symbolic link, a folder, a submodule, or a file that is too large to be a document; in words, with its id.
    case other(String)

    var document: JSONDocument? { if case .document(let document) = self { document } else { nil } }

    var isReadable: Bool { document != nil }

    /// The file's bytes, where it is a file.
    var bytes: [UInt8]? {
        switch self {
        case .document(let document): document.bytes
        case .text(let bytes): bytes
        case .other: nil
        }
    }

    /// The value for telling history: what is no document counts as a text.
    var history: JSONValue {
        switch self {
        case .document(let document): document.value
        case .text(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .other(let words): .string(words)
        }
    }

    /// Compares bytes.
    static func == (left: DocumentVersion, right: DocumentVersion) -> Bool {
        switch (left, right) {
        case (.other(let left), .other(let right)): left == right
        default: left.bytes != nil && left.bytes == right.bytes
        }
    }
}
