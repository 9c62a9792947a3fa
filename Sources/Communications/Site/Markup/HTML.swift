/// Text of HTML that is made element by element, so that every text and every attribute is escaped in one place.
struct HTML {
    private(set) var bytes: [UInt8] = []

    /// Attributes by name; those without a value are left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    /// An element around what `body` adds.
    mutating func tag(_ name: StaticString, _ attributes: Attributes, _ body: (inout HTML) -> Void) {
        open(name, attributes)
        body(&self)
        close(name)
    }

    /// An element around a text.
    mutating func tag(_ name: StaticString, _ attributes: Attributes, _ text: String) {
        open(name, attributes)
        self.text(text)
        close(name)
    }

    /// An element without attributes around what `body` adds.
    mutating func tag(_ name: StaticString, _ body: (inout HTML) -> Void) { tag(name, [:], body) }

    /// An element without attributes around a text.
    mutating func tag(_ name: StaticString, _ text: String) { tag(name, [:], text) }

    /// An element without content, such as `meta`.
    mutating func void(_ name: StaticString, _ attributes: Attributes = [:]) { open(name, attributes) }

    /// Text, escaped.
    mutating func text(_ text: String) { escape(text) }

    /// A line's end, so that the source can be read.
    mutating func line() { bytes.append(UInt8(ascii: "\n")) }

    /// The document's first line.
    mutating func doctype() { add("<!doctype html>\n") }

    private mutating func open(_ name: StaticString, _ attributes: Attributes) {
        add("<")
        add(name)
        for (attribute, value) in attributes {
            guard let value else { continue }
            add(" ")
            add(attribute)
            guard !value.isEmpty else { continue }
            add("=\"")
            escape(value)
            add("\"")
        }
        add(">")
    }

    private mutating func close(_ name: StaticString) {
        add("</")
        add(name)
        add(">")
    }

    private mutating func add(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private mutating func escape(_ text: String) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for (place, byte) in source.enumerated() {
                guard let replacement = Self.replacement(of: byte) else { continue }
                bytes.append(contentsOf: source[start..<place])
                add(replacement)
                start = place + 1
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    /// What stands for a byte that means something in HTML, or that HTML has no place for.
    private static func replacement(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 9, 10: nil
        case 13: " "
        case 0..<32, 127: "\u{FFFD}"
        default: nil
        }
    }
}
