// Where things stand on their lines.
extension JSONDocument {
    /// Where new text starts.
    struct Place {
        /// The indentation of its line.
        var indentation: [UInt8]
        /// The scalars before it on its line.
        var column: Int

        /// Goes on behind white space that may start a new line.
        mutating func pass(_ gap: [UInt8]) {
            if let lineEnd = gap.lastIndex(of: UInt8(ascii: "\n")) {
                indentation = Array(gap[(lineEnd + 1)...].prefix(while: \.isBlank))
                column = gap[(lineEnd + 1)...].scalarCount
            } else {
                column += gap.scalarCount
            }
        }

        func render(
            _ value: JSONValue, as role: JSONWriter.Place, layout: JSONWriter.Layout, style: JSONStyle
        ) -> [UInt8] {
            var writer = JSONWriter(style: style, baseIndentation: indentation, startColumn: column)
            writer.write(value, as: role, layout: layout)
            return writer.bytes
        }
    }

    func hasLineEnd(_ range: Range<Int>) -> Bool { bytes[range].hasLineEnd }

    /// The blanks at the start of the line on which an offset is.
    func lineIndentation(at offset: Int) -> [UInt8] {
        Array(bytes[lineStart(of: offset)..<offset].prefix(while: \.isBlank))
    }

    /// The number of scalars before an offset on its line.
    func column(at offset: Int) -> Int { bytes[lineStart(of: offset)..<offset].scalarCount }

    /// Whether the list or object around a value stands on one line.
    func isOneLineParent(of path: JSONPath) -> Bool {
        !path.isEmpty && !hasLineEnd(deepestNode(on: path.dropLast()).node.range)
    }

    /// Where the member or element that a path names starts; `nil` for the root.
    func itemStart(at path: JSONPath) -> Int? {
        guard let last = path.last else { return nil }
        let parent = deepestNode(on: path.dropLast()).node
        guard let index = parent.itemIndex(of: last) else { return nil }
        return parent.items?[index].lowerBound
    }

    func role(of path: JSONPath) -> JSONWriter.Place {
        switch path.last {
        case nil: .root
        case .member: .member
        case .index: .element
        }
    }

    private func lineStart(of offset: Int) -> Int {
        bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    }
}

extension UInt8 {
    /// Whether the byte is a space or a tab.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension ArraySlice<UInt8> {
    var hasLineEnd: Bool { contains(UInt8(ascii: "\n")) }

    /// The bytes from the last line end on, CR included, so that blank lines are not copied; all if there is none.
    var lastLineEndOn: [UInt8] {
        guard let lineFeed = lastIndex(of: UInt8(ascii: "\n")) else { return Array(self) }
        let isCRLF = lineFeed > startIndex && self[lineFeed - 1] == UInt8(ascii: "\r")
        return Array(self[(isCRLF ? lineFeed - 1 : lineFeed)...])
    }
}

extension JSONValue {
    /// Whether both values are lists or both are objects.
    func isSameContainer(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.array, .array), (.object, .object): true
        default: false
        }
    }
}
