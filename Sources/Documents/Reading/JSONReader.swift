/// Reads one document from bytes; what it cannot read is described in `JSONReader+Mistakes.swift`.
///
/// It recurses once per nesting level, which the limits bound.
struct JSONReader {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: JSONLimits
    var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws(JSONSyntaxError) -> JSONNode {
        if bytes.count > limits.bytes { throw tooLarge() }
        if let mark = byteOrderMark() { throw mark }
        skipWhitespace()
        if offset == bytes.count { throw empty() }
        let root = try value(depth: 0, in: nil)
        skipWhitespace()
        if offset < bytes.count { throw moreThanOneValue() }
        return root
    }

    /// Reads a value that starts here; `container` is where the list or object around it starts.
    mutating func value(depth: Int, in container: Int?) throws(JSONSyntaxError) -> JSONNode {
        let start = offset
        guard let byte = bytes.byte(at: offset) else { throw endOfFile(in: container) }
        switch byte {
        case UInt8(ascii: "\""):
            let text = try string()
            return JSONNode(.string(text), start..<offset)
        case UInt8(ascii: "{"):
            return try object(depth: depth + 1)
        case UInt8(ascii: "["):
            return try array(depth: depth + 1)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try number()
        case UInt8(ascii: "t") where skip("true"):
            return JSONNode(.bool(true), start..<offset)
        case UInt8(ascii: "f") where skip("false"):
            return JSONNode(.bool(false), start..<offset)
        case UInt8(ascii: "n") where skip("null"):
            return JSONNode(.null, start..<offset)
        default:
            throw notAValue(in: container)
        }
    }

    private mutating func number() throws(JSONSyntaxError) -> JSONNode {
        let start = offset
        switch NumberScan.scan(bytes, from: start) {
        case .mistake(let mistake, let place):
            throw error(at: place, mistake.message, hint: mistake.hint)
        case .number(let end):
            offset = end
            return JSONNode(.number(JSONNumber(checked: text(start..<end))), start..<end)
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) -> JSONNode {
        let start = offset
        if depth > limits.depth { throw tooDeep() }
        var elements: [JSONNode] = []
        offset += 1
        skipWhitespace()
        if bytes.byte(at: offset) != UInt8(ascii: "]") {
            repeat {
                elements.append(try value(depth: depth, in: start))
            } while try comma(in: start, closing: UInt8(ascii: "]"))
        }
        offset += 1
        return JSONNode(.array(elements), start..<offset)
    }

    /// Skips the comma after a value, or stops before the closing bracket and returns false.
    mutating func comma(in container: Int, closing: UInt8) throws(JSONSyntaxError) -> Bool {
        let end = offset
        skipWhitespace()
        guard let byte = bytes.byte(at: offset) else { throw endOfFile(in: container) }
        if byte == closing { return false }
        guard byte == UInt8(ascii: ",") else { throw noComma(after: end, in: container) }
        let comma = offset
        offset += 1
        skipWhitespace()
        if bytes.byte(at: offset) == closing { throw trailingComma(at: comma, closing: closing) }
        return true
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): offset += 1
            default: return
            }
        }
    }

    private mutating func skip(_ word: StaticString) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for index in 0..<word.utf8CodeUnitCount where bytes[offset + index] != word.utf8Start[index] { return false }
        if let next = bytes.byte(at: end), next.isWordByte { return false }
        offset = end
        return true
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }
}

extension UInt8 {
    /// Whether the byte may stand in a bare word such as `undefined`.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"): true
        default: false
        }
    }
}
