/// Writes values in a style; which containers stand on one line is decided in `JSONWriter+Layout.swift`.
struct JSONWriter {
    /// How a list or object is to be laid out.
    enum Layout { case canonical, oneLine, expanded }

    let style: JSONStyle
    var bytes: [UInt8] = []
    /// The indentation of the line on which the value starts.
    let baseIndentation: [UInt8]
    /// The column, from 0, at which the first byte will stand.
    let startColumn: Int
    /// Where the current line starts in `bytes`; `nil` on the first line.
    private var lineStart: Int?

    init(style: JSONStyle, baseIndentation: [UInt8] = [], startColumn: Int = 0) {
        self.style = style
        self.baseIndentation = baseIndentation
        self.startColumn = startColumn
    }

    /// Writes a value that stands at `place`, `depth` levels below the first.
    mutating func write(_ value: JSONValue, as place: Place, depth: Int = 0, layout: Layout = .canonical) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .number(let number): bytes += number.literal.utf8
        case .string(let text): write(text)
        case .array(let elements) where elements.isEmpty: bytes += "[]".utf8
        case .object(let object) where object.isEmpty: bytes += "{}".utf8
        case .array, .object: writeContainer(value, as: place, depth: depth, layout: layout)
        }
    }

    private mutating func writeContainer(_ value: JSONValue, as place: Place, depth: Int, layout: Layout) {
        switch layout {
        case .oneLine: writeOneLine(value)
        case .expanded: writeExpanded(value, depth: depth)
        case .canonical:
            let start = bytes.count
            if value.mayStandOnOneLine(as: place) {
                writeOneLine(value)
                if column <= JSONStyle.width { return }
                bytes.removeSubrange(start...)
            }
            writeExpanded(value, depth: depth)
        }
    }

    private mutating func writeOneLine(_ value: JSONValue) {
        switch value {
        case .array(let elements) where !elements.isEmpty:
            bytes.append(UInt8(ascii: "["))
            bytes += style.listPadding
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes += style.comma }
                writeOneLine(element)
            }
            bytes += style.listPadding
            bytes.append(UInt8(ascii: "]"))
        case .object(let object) where !object.isEmpty:
            bytes.append(UInt8(ascii: "{"))
            bytes += style.objectPadding
            for (index, member) in object.members.enumerated() {
                if index > 0 { bytes += style.comma }
                writeName(member.name)
                writeOneLine(member.value)
            }
            bytes += style.objectPadding
            bytes.append(UInt8(ascii: "}"))
        case .null, .bool, .number, .string, .array, .object: write(value, as: .element)
        }
    }

    private mutating func writeExpanded(_ value: JSONValue, depth: Int) {
        switch value {
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                startLine(depth: depth + 1, comma: index > 0)
                write(element, as: .element, depth: depth + 1)
            }
            startLine(depth: depth)
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in object.members.enumerated() {
                startLine(depth: depth + 1, comma: index > 0)
                writeName(member.name)
                write(member.value, as: .member, depth: depth + 1)
            }
            startLine(depth: depth)
            bytes.append(UInt8(ascii: "}"))
        case .null, .bool, .number, .string: write(value, as: .element)
        }
    }

    /// Writes a member's name and what stands between it and the value.
    mutating func writeName(_ name: String) {
        write(name)
        bytes += style.colon
    }

    private mutating func startLine(depth: Int, comma: Bool = false) {
        if comma { bytes.append(UInt8(ascii: ",")) }
        bytes += style.lineEnd
        lineStart = bytes.count
        bytes += baseIndentation
        for _ in 0..<depth { bytes += style.indentation }
    }

    /// The width of the line so far, in Unicode scalars.
    private var column: Int {
        guard let lineStart else { return startColumn + bytes.scalarCount }
        return bytes[lineStart...].scalarCount
    }
}

extension Collection<UInt8> {
    /// The number of Unicode scalars in valid UTF-8.
    var scalarCount: Int { reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 } }
}
