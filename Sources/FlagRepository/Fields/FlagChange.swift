public import Documents
public import FlagModel

/// One field of one document that a step changes, whoever made the commit.
public struct FlagChange: Sendable, Hashable {
    /// Which document.
    public let document: DocumentKind
    /// Which field; ``FieldPath/document`` where the document is created or removed.
    public let field: FieldPath
    /// The value before, or nothing where there was none.
    public let before: JSONValue?
    /// The value after, or nothing where there is none.
    public let after: JSONValue?

    /// Joins a field's place with its values.
    public init(document: DocumentKind, field: FieldPath, before: JSONValue?, after: JSONValue?) {
        self.document = document
        self.field = field
        self.before = before
        self.after = after
    }
}

extension FlagChange {
    /// The changes between two versions of one document; `nil` stands for a document that does not exist.
    ///
    /// A version that is no JSON object counts as one field.
    public static func between(_ before: JSONValue?, _ after: JSONValue?, document: DocumentKind) -> [FlagChange] {
        guard let before, let after else {
            return before == nil && after == nil
                ? [] : [FlagChange(document: document, field: .document, before: before, after: after)]
        }
        let shape = FieldShape(document, fitting: before, after)
        return Fields.differences(from: Fields(before, shape), to: Fields(after, shape)).map {
            FlagChange(document: document, field: $0.path, before: $0.before, after: $0.after)
        }
    }
}
