import Documents
import FlagModel

/// A document taken apart into fields, in the order in which they stand.
struct Fields {
    private(set) var entries: [(path: FieldPath, value: JSONValue)] = []
    private var index: [FieldPath: Int] = [:]
    /// The names in each list or object whose order means something.
    private(set) var orders: [FieldPath: [String]] = [:]

    init(_ value: JSONValue, kind: DocumentKind) {
        takeApart(value, at: [], shape: FieldShape(kind))
    }

    subscript(path: FieldPath) -> JSONValue? { index[path].map { entries[$0].value } }

    private mutating func takeApart(_ value: JSONValue, at path: [String], shape: FieldShape) {
        guard let object = value.object else { return add(value, at: path) }
        for (name, value) in object.members {
            let inner = path + [name]
            if let list = shape.keyedLists[inner], let elements = value.array, let names = Self.names(elements, list) {
                for (element, name) in zip(elements, names) {
                    add(Self.value(of: element, in: list), at: inner + [name])
                }
                orders[FieldPath(inner)] = names
                if elements.isEmpty { continue }
            } else if shape.nested.contains(inner), let members = value.object {
                takeApart(value, at: inner, shape: shape)
                if shape.ordered.contains(inner) { orders[FieldPath(inner)] = members.names }
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

    /// The elements' names, or nothing where one has none or two share one: then the list is one field.
    private static func names(_ elements: [JSONValue], _ list: FieldShape.KeyedList) -> [String]? {
        let names = elements.compactMap { $0[list.key]?.string }
        guard names.count == elements.count, Set(names).count == names.count else { return nil }
        return names
    }

    private static func value(of element: JSONValue, in list: FieldShape.KeyedList) -> JSONValue {
        guard let name = list.value, let object = element.object, object.count == 2, let value = object[name] else {
            return element
        }
        return value
    }
}

/// A field that two versions of a document do not agree on.
struct FieldDifference {
    let path: FieldPath
    let before: JSONValue?
    let after: JSONValue?
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
            return FieldDifference(path: path, before: names(old), after: names(new))
        }
    }

    private static func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
}
