/// Text of HTML that is made element by element, so that every text and every attribute is escaped in one place.
struct HTML {
    private(set) var bytes: [UInt8] = []

    /// Attributes by name; those without a value are left out.
    typealias Attributes = KeyValuePairs<StaticString, String?>

    /// A text that is no markup, inside elements and inside the quotes of attributes.
    static func escaped(_ text: String) -> String {
        var html = HTML()
        html.escape(text)
        return String(decoding: html.bytes, as: UTF8.self)
    }

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

    /// A name or a sentence that somebody wrote, which turns nothing around that stands beside it.
    mutating func foreign(_ text: String) { tag("bdi", text) }

    /// What was made apart.
    mutating func add(_ made: HTML) { bytes += made.bytes }

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
            var place = 0
            while place < source.count {
                let byte = source[place]
                var length = 1
                var replacement = Self.replacement(of: byte)
                switch byte {
                // A control character of the second block.
                case 0xC2 where source[place + 1] < 0xA0: (length, replacement) = (2, "")
                case 0xE2 where Self.isReordering(byte, source[place + 1], source[place + 2]):
                    (length, replacement) = (3, "")
                default: break
                }
                if let replacement {
                    bytes.append(contentsOf: source[start..<place])
                    add(replacement)
                    start = place + length
                }
                place += length
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    /// Whether three bytes of UTF-8 are a character that makes others see text in another order than it has.
    private static func isReordering(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        let value = UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
        return Unicode.Scalar(value)?.isReordering ?? false
    }

    /// What stands for a byte that means something in HTML or that HTML has no place for; nil for a byte that stays.
    private static func replacement(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 9, 10: nil
        case 13: " "
        case 0..<32, 127: ""
        default: nil
        }
    }
}
