import Documents
import TestSupport
import Testing

@Suite("JSONEditor on random documents")
struct JSONEditorPropertyTests {
    @Test("edits like the value model and touches nothing else", arguments: 0..<400)
    func randomEdits(seed: Int) throws {
        var source = RandomJSON(seed: seed)
        var model = source.document()
        let layout = RandomLayout(using: &source.random)
        var editor = JSONEditor(try JSONDocument(" \n" + layout.text(model, using: &source.random) + "\n\n"))
        for _ in 0..<12 {
            let before = editor.document
            let edit = RandomEdit(of: model, using: &source)
            try edit.apply(to: &editor)
            model = edit.applied(to: model)
            #expect(editor.document.value == model, "\(edit) on \(before.text)")
            expectUntouched(before, editor.document, edit)
        }
    }

    @Test("setting what is there changes no byte", arguments: 0..<100)
    func noOperation(seed: Int) throws {
        var source = RandomJSON(seed: seed)
        let value = source.document()
        let layout = RandomLayout(using: &source.random)
        var editor = JSONEditor(try JSONDocument(layout.text(value, using: &source.random)))
        let before = editor.document.bytes
        try editor.set(value, at: [])
        for index in 0..<value.childCount { try editor.set(value.child(index), at: [value.step(index)]) }
        #expect(editor.document.bytes == before)
    }

    @Test("keeps one kind of line end, and one line one line", arguments: 0..<200)
    func style(seed: Int) throws {
        var source = RandomJSON(seed: seed)
        var model = source.container(depth: 3)
        let lineEnd = source.random.pick(["\r\n", ""])
        let text = CanonicalJSON.pretty(["root": model, "tail": 1]).split(separator: "\n").joined(separator: lineEnd)
        var editor = JSONEditor(try JSONDocument(text))
        model = editor.document.value
        for _ in 0..<8 {
            let edit = RandomEdit(of: model, using: &source)
            if edit.path.isEmpty { continue }
            try edit.apply(to: &editor)
            model = edit.applied(to: model)
        }
        let bytes = editor.document.bytes
        for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            #expect(lineEnd == "\r\n" && bytes[index - 1] == UInt8(ascii: "\r"))
        }
    }

    /// Expects that every byte outside the edited container, and every item in it that stays, is as it was.
    private func expectUntouched(_ before: JSONDocument, _ after: JSONDocument, _ edit: RandomEdit) {
        guard let old = before.node(at: edit.path), let new = after.node(at: edit.path) else {
            Issue.record("\(edit.path.text) is gone")
            return
        }
        #expect(before.bytes[..<old.range.lowerBound] == after.bytes[..<new.range.lowerBound], "\(edit)")
        #expect(before.bytes[old.range.upperBound...] == after.bytes[new.range.upperBound...], "\(edit)")
        if case .replace = edit { return }
        let oldItems = before.items(of: old)
        var newItems = after.items(of: new)
        switch edit {
        case .add: newItems.removeLast()
        case .insert(_, let index, _): newItems.remove(at: index)
        case .replace, .remove, .move: break
        }
        #expect(edit.order(of: oldItems.count).map { oldItems[$0] } == newItems, "\(edit)")
        if !oldItems.isEmpty, !before.bytes[old.range].contains(UInt8(ascii: "\n")) {
            #expect(!after.bytes[new.range].contains(UInt8(ascii: "\n")), "\(edit)")
        }
    }
}

extension JSONDocument {
    /// The bytes of every element, or of every member with its name.
    fileprivate func items(of node: JSONNode) -> [ArraySlice<UInt8>] {
        let ranges =
            node.array?.map(\.range)
            ?? node.object?.map { $0.nameRange.lowerBound..<$0.value.range.upperBound } ?? []
        return ranges.map { bytes[$0] }
    }
}
