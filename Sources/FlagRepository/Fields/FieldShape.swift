import Documents
import FlagModel

/// How a kind of document falls apart into fields: the unit in which history is told, blamed, merged and undone.
struct FieldShape {
    /// Members whose value is an object that falls apart further, as paths of member names.
    private(set) var nested: Set<[String]> = []
    /// Lists whose elements are fields of their own, named by one of their members.
    private(set) var keyedLists: [[String]: KeyedList] = [:]
    /// Objects whose order of members is part of the meaning.
    private(set) var ordered: Set<[String]> = []
    /// Whether the document is one field as a whole.
    private(set) var isWhole = false

    /// The shape in which versions of a document can be compared.
    ///
    /// What one of them does not let fall apart, such as a list in which two elements share a name, is one field in all.
    init(_ kind: DocumentKind, fitting versions: JSONValue...) {
        switch kind {
        case .flag:
            nested = [["variants"], ["links"], ["lifecycle"], ["metadata"]]
            ordered = [["variants"]]
        case .state:
            keyedLists = [["rules"]: KeyedList(key: "cohort", value: "serve")]
        case .environment:
            nested = [["policy"], ["policy", "approvals"], ["policy", "lowering"]]
        case .people:
            keyedLists = [
                ["people"]: KeyedList(key: "key", value: nil), ["groups"]: KeyedList(key: "key", value: nil),
                ["forges"]: KeyedList(key: "key", value: nil),
            ]
        case .channels: keyedLists = [["channels"]: KeyedList(key: "key", value: nil)]
        case .feedback: nested = [["closed"]]
        default: break
        }
        for version in versions { fit(version) }
    }

    private mutating func fit(_ version: JSONValue) {
        if version.object == nil { isWhole = true }
        keyedLists = keyedLists.filter { path, list in
            version.value(at: path).map { list.names(of: $0) != nil } ?? true
        }
        for path in nested where version.value(at: path).map({ $0.object == nil }) ?? false {
            nested = nested.filter { !$0.starts(with: path) }
        }
        ordered.formIntersection(nested)
    }
}

extension FieldShape {
    /// A list whose elements have names.
    struct KeyedList {
        /// The member that names an element.
        let key: String
        /// The member that is the element's value where it has no other.
        let value: String?

        /// The elements' names, or nothing where one has none or two share one: then the list is one field.
        func names(of list: JSONValue) -> [String]? {
            guard let elements = list.array else { return nil }
            let names = elements.compactMap { $0[key]?.string }
            guard names.count == elements.count, Set(names).count == names.count else { return nil }
            return names
        }

        /// The field that an element is: its value alone where it has no further members, else all of it.
        func field(of element: JSONValue) -> JSONValue {
            isPlain(element) ? value.flatMap { element[$0] } ?? element : element
        }

        /// Whether an element has its name and its value and nothing else.
        func isPlain(_ element: JSONValue) -> Bool {
            guard let value, let object = element.object else { return false }
            return object.count == 2 && object[value] != nil
        }

        /// Whether a field is a whole element rather than the value of one; a value can have a member of that name too.
        func isElement(_ field: JSONValue, named name: String) -> Bool { field[key]?.string == name }

        /// The element that a field stands for.
        func element(named name: String, _ field: JSONValue) -> JSONValue {
            guard let value, !isElement(field, named: name) else { return field }
            return .object(JSONObject([(name: key, value: .string(name)), (name: value, value: field)]))
        }
    }
}

extension JSONValue {
    /// The value under member names.
    func value(at names: [String]) -> JSONValue? {
        var value: JSONValue? = self
        for name in names { value = value?[name] }
        return value
    }
}
