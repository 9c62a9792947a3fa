import Documents
import FlagModel

/// A document taken apart into fields, in the order in which they stand.
struct Fields {
    private(set) var entries: [(path: FieldPath, value: JSONValue)] = []
    private var index: [FieldPath: Int] = [:]
    /// The names in each list or object whose order means something.
    private(set) var orders: [FieldPath: [String]] = [:]
    /// The objects and lists that fall apart, the outer ones first, also those with nothing in them.
    private(set) var containers: [FieldPath] = []

    init(_ value: JSONValue, kind: DocumentKind) { self.init(value, FieldShape(kind, fitting: value)) }

    init(_ value: JSONValue, _ shape: FieldShape) {
        if shape.isWhole { add(value, at: []) } else { takeApart(value, at: [], shape: shape) }
    }

    subscript(path: FieldPath) -> JSONValue? { index[path].map { entries[$0].value } }

    private mutating func takeApart(_ value: JSONValue, at path: [String], shape: FieldShape) {
        for (name, value) in value.object?.members ?? [] {
            let inner = path + [name]
            if let list = shape.keyedLists[inner], let elements = value.array, let names = list.names(of: value) {
                containers.append(FieldPath(inner))
                orders[FieldPath(inner)] = names
                for (element, name) in zip(elements, names) { add(list.field(of: element), at: inner + [name]) }
            } else if shape.nested.contains(inner), let members = value.object {
                containers.append(FieldPath(inner))
                if shape.ordered.contains(inner) { orders[FieldPath(inner)] = members.names }
                takeApart(value, at: inner, shape: shape)
            } else {
                add(value, at: inner)
            }
        }
    }

    private mutating func add(_ value: JSONValue, at names: [String]) {
        let path = FieldPath(names)
        index[path] = entries.count
        entries.append((path, value))
    }
}

/// A field that two versions of a document do not agree on.
struct FieldDifference {
    let path: FieldPath
    let before: JSONValue?
    let after: JSONValue?
    /// Whether it is about the order of the names in a list, which are its values then.
    var isOrder = false
}

extension Fields {
    /// The fields that differ, those of `after` in their order and then those that are gone.
    static func differences(from before: Fields, to after: Fields) -> [FieldDifference] {
        var differences: [FieldDifference] = []
        for (path, value) in after.entries where before[path] != value {
            differences.append(FieldDifference(path: path, before: before[path], after: value))
        }
        for (path, value) in before.entries where after[path] == nil {
            differences.append(FieldDifference(path: path, before: value, after: nil))
        }
        return differences + reorderings(from: before, to: after)
    }

    /// Lists whose common names stand in another order; the field is the list, its value the names.
    private static func reorderings(from before: Fields, to after: Fields) -> [FieldDifference] {
        before.orders.keys.sorted().compactMap { path in
            guard let old = before.orders[path], let new = after.orders[path] else { return nil }
            let common = Set(old).intersection(new)
            guard old.filter(common.contains) != new.filter(common.contains) else { return nil }
            return FieldDifference(path: path, before: names(old), after: names(new), isOrder: true)
        }
    }

    private static func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
}
