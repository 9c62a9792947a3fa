// The splice for each kind of edit; paths and indices are known to exist.
extension JSONDocument {
    func replacement(of path: JSONPath, by value: JSONValue) -> JSONSplice {
        let node = deepestNode(on: path).node
        let start = itemStart(at: path) ?? node.range.lowerBound
        let place = Place(indentation: lineIndentation(at: start), column: column(at: node.range.lowerBound))
        var layout: JSONWriter.Layout = .canonical
        if isOneLineParent(of: path) {
            layout = .oneLine
        } else if let items = node.items, !items.isEmpty, node.value.isSameContainer(as: value) {
            layout = hasLineEnd(node.range) ? .expanded : .oneLine
        }
        let style = style(near: path)
        var text = place.render(value, as: role(of: path), layout: layout, style: style)
        if layout == .oneLine, !isOneLineParent(of: path), place.column + text.scalarCount > JSONStyle.width {
            text = place.render(value, as: role(of: path), layout: .canonical, style: style)
        }
        return JSONSplice(range: node.range, replacement: text)
    }

    func insertion(of value: JSONValue, named name: String?, at index: Int, in path: JSONPath) -> JSONSplice {
        let node = deepestNode(on: path).node
        guard let items = node.items, !items.isEmpty else {
            let container: JSONValue = name.map { .object(JSONObject([($0, value)])) } ?? .array([value])
            return filling(node, at: path, with: container)
        }
        let style = style(near: path)
        let gap = gap(before: index, among: items, in: node, style: style)
        let isFirst = index == 0
        let spot = isFirst ? items[0].lowerBound : items[index - 1].upperBound
        var place = Place(indentation: lineIndentation(at: spot), column: column(at: spot))
        if !isFirst { place.pass(gap) }
        var item: [UInt8] = []
        if let name {
            var writer = JSONWriter(style: style)
            writer.writeName(name)
            item = writer.bytes
            place.column += item.scalarCount
        }
        let layout: JSONWriter.Layout = hasLineEnd(node.range) ? .canonical : .oneLine
        item += place.render(value, as: name == nil ? .element : .member, layout: layout, style: style)
        return JSONSplice(range: spot..<spot, replacement: isFirst ? item + gap : gap + item)
    }

    func removal(at index: Int, in path: JSONPath) -> JSONSplice {
        let node = deepestNode(on: path).node
        let items = node.items ?? []
        if items.count == 1 {
            return JSONSplice(range: node.range.lowerBound + 1..<node.range.upperBound - 1, replacement: [])
        }
        let range =
            index == 0
            ? items[0].lowerBound..<items[1].lowerBound : items[index - 1].upperBound..<items[index].upperBound
        return JSONSplice(range: range, replacement: [])
    }

    /// Permutes the items and leaves what stands between them in its place.
    func move(from: Int, to: Int, in path: JSONPath) -> JSONSplice {
        let items = deepestNode(on: path).node.items ?? []
        var order = Array(items.indices)
        order.insert(order.remove(at: from), at: to)
        let (first, last) = (min(from, to), max(from, to))
        var text: [UInt8] = []
        for index in first...last {
            text += bytes[items[order[index]]]
            if index < last { text += bytes[items[index].upperBound..<items[index + 1].lowerBound] }
        }
        return JSONSplice(range: items[first].lowerBound..<items[last].upperBound, replacement: text)
    }

    /// Replaces an empty list or object by one with its first item.
    private func filling(_ node: JSONNode, at path: JSONPath, with container: JSONValue) -> JSONSplice {
        let start = itemStart(at: path) ?? node.range.lowerBound
        let place = Place(indentation: lineIndentation(at: start), column: column(at: node.range.lowerBound))
        let layout: JSONWriter.Layout =
            hasLineEnd(node.range) ? .expanded : isOneLineParent(of: path) ? .oneLine : .canonical
        let text = place.render(container, as: role(of: path), layout: layout, style: style(near: path))
        return JSONSplice(range: node.range, replacement: text)
    }

    /// The comma with its white space that separates a new item at `index` from its neighbour, as its neighbours have it.
    private func gap(before index: Int, among items: [Range<Int>], in node: JSONNode, style: JSONStyle) -> [UInt8] {
        if items.count == 1 {
            let lead = bytes[node.range.lowerBound + 1..<items[0].lowerBound]
            return lead.hasLineEnd ? [UInt8(ascii: ",")] + lead.lastLineEndOn : style.comma
        }
        let before = min(max(index - 1, 0), items.count - 2)
        let text = bytes[items[before].upperBound..<items[before + 1].lowerBound]
        let comma = text.firstIndex(of: UInt8(ascii: ",")) ?? text.startIndex
        return text[..<comma].lastLineEndOn + [UInt8(ascii: ",")] + text[(comma + 1)...].lastLineEndOn
    }
}
