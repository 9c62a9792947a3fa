/// Reads fixed-width decimal fields of dates and times.
struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }
    var next: UInt8? { rest.first }

    /// Reads exactly `width` digits.
    mutating func number(_ width: Int) -> Int? {
        guard rest.count >= width else { return nil }
        var value = 0
        for byte in rest.prefix(width) {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        rest = rest.dropFirst(width)
        return value
    }

    /// Reads one or more digits as the decimals after a point, in billionths; further ones are cut off.
    mutating func billionths() -> Int? {
        let digits = rest.prefix { $0 >= 48 && $0 <= 57 }
        guard !digits.isEmpty else { return nil }
        var value = 0
        for place in 0..<9 {
            let index = digits.startIndex + place
            value = value * 10 + (index < digits.endIndex ? Int(digits[index] - 48) : 0)
        }
        rest = rest.dropFirst(digits.count)
        return value
    }

    /// Takes one of the characters of `choices` where it comes next.
    mutating func skip(_ choices: StaticString) -> Bool {
        guard let first = rest.first, choices.withUTF8Buffer({ $0.contains(first) }) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

/// Writes a number with leading zeros.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
