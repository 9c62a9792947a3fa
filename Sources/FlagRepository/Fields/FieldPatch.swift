import Documents
import FlagModel

/// Writes fields into a document by splicing, so that the rest of it stays byte for byte.
struct FieldPatch {
    private var editor: JSONEditor
    private let shape: FieldShape
    /// The document that the fields come from: its order says where a new field belongs.
    private let model: Fields

    init(_ document: JSONDocument, _ shape: FieldShape, like model: Fields) {
        editor = JSONEditor(document)
        self.shape = shape
        self.model = model
    }

    var document: JSONDocument { editor.document }

    mutating func apply(_ difference: FieldDifference) throws(JSONEditError) {
        let names = difference.path.names
        if let list = shape.keyedLists[Array(names.dropLast())], let name = names.last {
            try applyElement(name, of: Array(names.dropLast()), list, to: difference.after)
        } else if let value = difference.after {
            try set(value, at: names)
        } else {
            try editor.remove(at: names.map { .member($0) })
        }
    }

    /// Moves the elements or members of a list so that the common ones stand in the given order.
    mutating func reorder(_ path: FieldPath, like order: [String]) throws(JSONEditError) {
        let place = path.names.map { JSONPathElement.member($0) }
        var names = currentNames(path.names)
        var wanted = order.filter(names.contains)[...]
        let target = names.map { order.contains($0) ? wanted.removeFirst() : $0 }
        for (slot, name) in target.enumerated() where names[slot] != name {
            guard let from = names.firstIndex(of: name) else { continue }
            try editor.move(from: from, to: slot, in: place)
            names.insert(names.remove(at: from), at: slot)
        }
    }

    /// Removes an object or a list where nothing is left in it.
    mutating func removeEmpty(_ container: FieldPath) throws(JSONEditError) {
        guard let value = editor.document.value(at: container.names) else { return }
        guard value.object?.isEmpty ?? value.array?.isEmpty ?? false else { return }
        try editor.remove(at: container.names.map { .member($0) })
    }

    private mutating func applyElement(
        _ name: String, of path: [String], _ list: FieldShape.KeyedList, to value: JSONValue?
    ) throws(JSONEditError) {
        let place = path.map { JSONPathElement.member($0) }
        let names = currentNames(path)
        let index = names.firstIndex(of: name)
        guard let value else {
            if let index { try editor.remove(at: place + [.index(index)]) }
            return
        }
        let element = list.element(named: name, value)
        guard let index else {
            guard editor.document.value(at: path)?.array != nil else { return try set(.array([element]), at: path) }
            return try editor.insert(element, at: position(of: name, among: names, of: path), in: place)
        }
        let current = editor.document.value(at: path)?.array?[index] ?? .null
        if let member = list.value, list.isPlain(current), !list.isElement(value, named: name) {
            try editor.set(value, at: place + [.index(index), .member(member)])
        } else {
            try editor.set(element, at: place + [.index(index)])
        }
    }

    /// Sets a member, where the model has it among those beside it or, where objects around it are missing, beside those.
    private mutating func set(_ value: JSONValue, at names: [String]) throws(JSONEditError) {
        var depth = max(names.count - 1, 0)
        while depth > 0, editor.document.value(at: Array(names[..<depth])) == nil { depth -= 1 }
        let order = names.isEmpty ? [] : order(around: names[depth], in: Array(names[..<depth]))
        try editor.set(value, at: names.map { .member($0) }, order: order)
    }

    /// After the nearest of its predecessors in the model that is here too, else first.
    private func position(of name: String, among names: [String], of path: [String]) -> Int {
        let order = model.orders[FieldPath(path)] ?? []
        for predecessor in order.prefix(while: { $0 != name }).reversed() {
            if let index = names.firstIndex(of: predecessor) { return index + 1 }
        }
        return 0
    }

    /// The order in which a new name finds its place; where order means something it is that of lists.
    private func order(around name: String, in parent: [String]) -> [String] {
        guard model.orders[FieldPath(parent)] == nil else {
            var names = currentNames(parent)
            names.insert(name, at: position(of: name, among: names, of: parent))
            return names
        }
        return model.entries.map(\.path.names).filter { $0.starts(with: parent) && $0.count > parent.count }
            .map { $0[parent.count] }
    }

    private func currentNames(_ path: [String]) -> [String] {
        guard let value = editor.document.value(at: path) else { return [] }
        return value.object?.names ?? shape.keyedLists[path]?.names(of: value) ?? []
    }
}

extension JSONDocument {
    /// The value under member names.
    func value(at names: [String]) -> JSONValue? { node(at: names.map { .member($0) })?.value }
}
