/// Why a document cannot be edited so; the document is then as it was.
public enum JSONEditError: Error, Sendable, Hashable {
    /// There is nothing at this path, or no place for something new.
    case noSuchPath(JSONPath)
    /// The value at this path is neither a list nor an object.
    case notAContainer(JSONPath)
    /// The value at this path is an object where a list is needed.
    case notAList(JSONPath)
    /// The outermost value cannot be removed.
    case rootNotRemovable
    /// The edited text would not be a valid document: a duplicate member, too deep, too large.
    case refused(JSONSyntaxError)

    /// What went wrong.
    public var message: String {
        switch self {
        case .noSuchPath(let path): "there is no \(path.place)"
        case .notAContainer(let path): "\(path.place) is neither a list nor an object"
        case .notAList(let path): "\(path.place) is an object, not a list"
        case .rootNotRemovable: "the outermost value cannot be removed"
        case .refused(let error): error.message
        }
    }
}

extension JSONPath {
    fileprivate var place: String { isEmpty ? "the outermost value" : "\"\(text)\"" }
}
