/// What stands at a place where a number was begun.
enum NumberScan {
    case number(end: Int)
    case mistake(NumberMistake, at: Int)

    /// Scans one RFC 8259 number; `start` is before the end of `bytes`.
    static func scan(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> NumberScan {
        var offset = start
        if bytes.byte(at: offset) == UInt8(ascii: "-") { offset += 1 }
        let integer = offset
        offset = endOfDigits(bytes, from: offset)
        if offset == integer { return .mistake(.noDigits, at: offset) }
        if offset > integer + 1, bytes[integer] == UInt8(ascii: "0") { return .mistake(.leadingZero, at: integer) }
        if bytes.byte(at: offset) == UInt8(ascii: ".") {
            let fraction = offset + 1
            offset = endOfDigits(bytes, from: fraction)
            if offset == fraction { return .mistake(.noFraction, at: offset) }
        }
        if let byte = bytes.byte(at: offset), byte | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if let sign = bytes.byte(at: offset), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            let exponent = offset
            offset = endOfDigits(bytes, from: offset)
            if offset == exponent { return .mistake(.noExponent, at: offset) }
            if bytes[exponent..<offset].drop(while: { $0 == UInt8(ascii: "0") }).count > 9 {
                return .mistake(.hugeExponent, at: exponent)
            }
        }
        return .number(end: offset)
    }

    private static func endOfDigits(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var offset = start
        while let byte = bytes.byte(at: offset), byte &- UInt8(ascii: "0") < 10 { offset += 1 }
        return offset
    }
}

/// Why the text at a place is no JSON number.
enum NumberMistake {
    case noDigits
    case leadingZero
    case noFraction
    case noExponent
    case hugeExponent

    var message: String {
        switch self {
        case .noDigits: "a minus sign must be followed by a digit"
        case .leadingZero: "a number must not start with 0 and another digit"
        case .noFraction: "a decimal point must be followed by a digit"
        case .noExponent: "an exponent must have a digit"
        case .hugeExponent: "an exponent must have at most nine digits"
        }
    }

    var hint: String? {
        switch self {
        case .noDigits, .noExponent: nil
        case .leadingZero: "remove the leading 0, or write a string"
        case .noFraction: "remove the point or write .0"
        case .hugeExponent: "write the number as a string"
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// The byte at an offset that is not negative; `nil` past the end.
    @inline(__always)
    func byte(at offset: Int) -> UInt8? { offset < count ? self[offset] : nil }
}
