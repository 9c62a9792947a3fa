import Documents
import FlagModel

/// Writes fields into a document by splicing, so that the rest of it stays byte for byte.
struct FieldPatch {
    private var editor: JSONEditor
    private let shape: FieldShape
    /// The document that the fields come from: its order says where a new field belongs.
    private let model: Fields

    init(_ document: JSONDocument, kind: DocumentKind, like model: Fields) {
        editor = JSONEditor(document)
        shape = FieldShape(kind)
        self.model = model
    }

    var document: JSONDocument { editor.document }

    mutating func apply(_ difference: FieldDifference) throws(JSONEditError) {
        let names = difference.path.names
        let parent = Array(names.dropLast())
        if let list = shape.keyedLists[parent], let name = names.last, model.orders[FieldPath(parent)] != nil
            || editor.document.value(at: parent)?.array != nil
        {
            try applyElement(name, of: parent, list, to: difference.after)
        } else if let value = difference.after {
            try editor.set(value, at: names.map { .member($0) }, order: order(beside: names))
        } else {
            try editor.remove(at: names.map { .member($0) })
        }
    }

    /// Moves the elements or members of a list so that the common ones stand in the given order.
    mutating func reorder(_ path: FieldPath, like order: [String]) throws(JSONEditError) {
        let place = path.names.map { JSONPathElement.member($0) }
        var names = currentNames(path)
        var wanted = order.filter(names.contains)[...]
        let target = names.map { order.contains($0) ? wanted.removeFirst() : $0 }
        for (slot, name) in target.enumerated() where names[slot] != name {
            guard let from = names.firstIndex(of: name) else { continue }
            try editor.move(from: from, to: slot, in: place)
            names.insert(names.remove(at: from), at: slot)
        }
    }

    private mutating func applyElement(
        _ name: String, of path: [String], _ list: FieldShape.KeyedList, to value: JSONValue?
    ) throws(JSONEditError) {
        let place = path.map { JSONPathElement.member($0) }
        let names = currentNames(FieldPath(path))
        if let index = names.firstIndex(of: name) {
            guard let value else { return try editor.remove(at: place + [.index(index)]) }
            if let member = list.value, !isElement(value, list) {
                try editor.set(value, at: place + [.index(index), .member(member)])
            } else {
                try editor.set(value, at: place + [.index(index)])
            }
        } else if let value {
            let element = isElement(value, list) ? value : .object(JSONObject([
                (name: list.key, value: .string(name)), (name: list.value ?? "value", value: value),
            ]))
            if editor.document.value(at: path)?.array == nil { try editor.set(.array([]), at: place) }
            try editor.insert(element, at: position(of: name, among: names, of: path), in: place)
        }
    }

    private func isElement(_ value: JSONValue, _ list: FieldShape.KeyedList) -> Bool { value[list.key] != nil }

    /// After the nearest of its predecessors in the model that is here too, else first.
    private func position(of name: String, among names: [String], of path: [String]) -> Int {
        let order = model.orders[FieldPath(path)] ?? []
        for predecessor in order.prefix(while: { $0 != name }).reversed() {
            if let index = names.firstIndex(of: predecessor) { return index + 1 }
        }
        return 0
    }

    private func order(beside names: [String]) -> [String] {
        let parent = Array(names.dropLast())
        return model.orders[FieldPath(parent)]
            ?? model.entries.map(\.path.names).filter { $0.starts(with: parent) && $0.count > parent.count }
            .map { $0[parent.count] }
    }

    private func currentNames(_ path: FieldPath) -> [String] {
        let value = editor.document.value(at: path.names)
        if let object = value?.object { return object.names }
        guard let key = shape.keyedLists[path.names]?.key else { return [] }
        return (value?.array ?? []).compactMap { $0[key]?.string }
    }
}

extension JSONDocument {
    /// The value under member names.
    func value(at names: [String]) -> JSONValue? { node(at: names.map { .member($0) })?.value }
}
