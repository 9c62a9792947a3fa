import Documents
import TestSupport

/// An edit that can be done by the editor and, independently, on the value.
enum RandomEdit {
    case replace(JSONPath, JSONValue)
    case add(JSONPath, String, JSONValue)
    case insert(JSONPath, Int, JSONValue)
    case remove(JSONPath, Int)
    case move(JSONPath, Int, Int)

    /// Makes an edit that is possible on a value.
    init(of value: JSONValue, using source: inout RandomJSON) {
        var path: JSONPath = []
        var node = value
        while node.childCount > 0, source.random.chance(70) {
            let index = source.random.upTo(node.childCount)
            (path, node) = (path + [node.step(index)], node.child(index))
        }
        let count = node.childCount
        switch (node, source.random.upTo(5)) {
        case (.object, 0...1): self = .add(path, "\(source.word()) \(source.random.next())", source.value(depth: 2))
        case (.array, 0...1): self = .insert(path, source.random.upTo(count + 1), source.value(depth: 2))
        case (_, 2) where count > 0: self = .remove(path, source.random.upTo(count))
        case (_, 3) where count > 0: self = .move(path, source.random.upTo(count), source.random.upTo(count))
        default: self = .replace(path, source.value(depth: 2))
        }
    }

    /// The container whose items the edit touches; for a replacement, the value itself.
    var path: JSONPath {
        switch self {
        case .replace(let path, _), .add(let path, _, _), .insert(let path, _, _), .remove(let path, _),
            .move(let path, _, _):
            path
        }
    }

    func apply(to editor: inout JSONEditor) throws {
        switch self {
        case .replace(let path, let value): try editor.set(value, at: path)
        case .add(let path, let name, let value): try editor.set(value, at: path + [.member(name)])
        case .insert(let path, let index, let value): try editor.insert(value, at: index, in: path)
        case .remove(let path, let index):
            let step = editor.document.node(at: path)?.value.step(index)
            try editor.remove(at: path + [step ?? .index(index)])
        case .move(let path, let from, let to): try editor.move(from: from, to: to, in: path)
        }
    }

    func applied(to root: JSONValue) -> JSONValue {
        root.changing(path[...]) { value in
            switch (self, value) {
            case (.replace(_, let new), _): value = new
            case (.add(_, let name, let new), .object(var object)):
                object[name] = new
                value = .object(object)
            case (.insert(_, let index, let new), .array(var elements)):
                elements.insert(new, at: index)
                value = .array(elements)
            case (_, .array(let elements)): value = .array(order(of: elements.count).map { elements[$0] })
            case (_, .object(let object)):
                value = .object(JSONObject(order(of: object.count).map { object.members[$0] }))
            default: break
            }
        }
    }

    /// Which of the old items of the edited container remain, in their new order.
    func order(of count: Int) -> [Int] {
        var order = Array(0..<count)
        switch self {
        case .remove(_, let index): order.remove(at: index)
        case .move(_, let from, let to): order.insert(order.remove(at: from), at: to)
        case .replace, .add, .insert: break
        }
        return order
    }
}

extension JSONValue {
    var childCount: Int { array?.count ?? object?.count ?? 0 }

    func step(_ index: Int) -> JSONPathElement { object.map { .member($0.members[index].name) } ?? .index(index) }

    func child(_ index: Int) -> JSONValue { object?.members[index].value ?? array?[index] ?? .null }

    func changing(_ path: ArraySlice<JSONPathElement>, _ change: (inout JSONValue) -> Void) -> JSONValue {
        var result = self
        switch (path.first, self) {
        case (.member(let name), .object(var object)):
            object[name] = object[name]?.changing(path.dropFirst(), change)
            result = .object(object)
        case (.index(let index), .array(var elements)):
            elements[index] = elements[index].changing(path.dropFirst(), change)
            result = .array(elements)
        default: change(&result)
        }
        return result
    }
}
