extension JSONDocument {
    /// Finds out how the file is laid out: first at a path, then in the containers around it, then anywhere.
    func style(near path: JSONPath) -> JSONStyle {
        var evidence = StyleEvidence(document: self)
        for depth in path.indices.reversed() {
            evidence.look(at: deepestNode(on: Array(path[...depth])).node, recursively: false)
        }
        evidence.look(at: root, recursively: false)
        evidence.look(at: root, recursively: true)
        return evidence.style
    }
}

/// What a file shows of its style; the first evidence counts.
private struct StyleEvidence {
    let document: JSONDocument
    var indentation: [UInt8]?
    var colon: [UInt8]?
    var comma: [UInt8]?
    var objectPadding: [UInt8]?
    var listPadding: [UInt8]?

    init(document: JSONDocument) { self.document = document }

    /// The style; what the file does not show follows its colons, and is canonical in the end.
    var style: JSONStyle {
        var style = JSONStyle.canonical
        let isTight = colon.map { $0.count == 1 } ?? false
        style.indentation = indentation ?? style.indentation
        style.colon = colon ?? style.colon
        style.comma = comma ?? (isTight ? JSONStyle.compact : style).comma
        style.objectPadding = objectPadding ?? (isTight ? JSONStyle.compact : style).objectPadding
        style.listPadding = listPadding ?? style.listPadding
        let bytes = document.bytes
        if let lineFeed = bytes.firstIndex(of: UInt8(ascii: "\n")), lineFeed > 0, bytes[lineFeed - 1] == 0x0D {
            style.lineEnd = Array("\r\n".utf8)
        }
        return style
    }

    private var isComplete: Bool {
        indentation != nil && colon != nil && comma != nil && objectPadding != nil && listPadding != nil
    }

    mutating func look(at node: JSONNode, recursively: Bool) {
        guard !isComplete, let items = node.items, !items.isEmpty else { return }
        lookAtBrackets(of: node, items: items)
        lookAtCommas(items)
        switch node.content {
        case .object(let members):
            for member in members where colon == nil {
                colon = oneLine(member.nameRange.upperBound..<member.value.range.lowerBound)
            }
            if recursively { for member in members { look(at: member.value, recursively: true) } }
        case .array(let elements):
            if recursively { for element in elements { look(at: element, recursively: true) } }
        case .null, .bool, .number, .string: break
        }
    }

    private mutating func lookAtBrackets(of node: JSONNode, items: [Range<Int>]) {
        let lead = node.range.lowerBound + 1..<items[0].lowerBound
        if document.hasLineEnd(lead) {
            let outer = document.lineIndentation(at: node.range.lowerBound)
            let inner = document.lineIndentation(at: items[0].lowerBound)
            if indentation == nil, inner.count > outer.count, inner.starts(with: outer) {
                indentation = Array(inner[outer.count...])
            }
        } else if !document.hasLineEnd(node.range) {
            if case .object = node.content {
                objectPadding = objectPadding ?? Array(document.bytes[lead])
            } else {
                listPadding = listPadding ?? Array(document.bytes[lead])
            }
        }
    }

    private mutating func lookAtCommas(_ items: [Range<Int>]) {
        for (left, right) in zip(items, items.dropFirst()) where comma == nil {
            comma = oneLine(left.upperBound..<right.lowerBound)
        }
    }

    /// The bytes of a range that has no line end.
    private func oneLine(_ range: Range<Int>) -> [UInt8]? {
        document.hasLineEnd(range) ? nil : Array(document.bytes[range])
    }
}
