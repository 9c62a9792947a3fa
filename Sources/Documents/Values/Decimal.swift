/// The normal form of a decimal number: sign × digits × 10^exponent, without zeros at either end of the digits.
///
/// Zero has no digits, no sign and the exponent 0, so equal values have equal forms.
struct Decimal: Hashable, Comparable {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    /// Reads a literal that is known to be a valid number.
    init(_ literal: String) {
        var written = 0
        var isWrittenNegative = false
        var isFraction = false
        var isExponent = false
        var isNegativeExponent = false
        for byte in literal.utf8 {
            switch byte {
            case UInt8(ascii: "-") where isExponent: isNegativeExponent = true
            case UInt8(ascii: "-"): isWrittenNegative = true
            case UInt8(ascii: "+"): break
            case UInt8(ascii: "."): isFraction = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"): isExponent = true
            default:
                let digit = byte - UInt8(ascii: "0")
                if isExponent {
                    written = written * 10 + Int(digit)
                } else {
                    if isFraction { exponent -= 1 }
                    if digit != 0 || !digits.isEmpty { digits.append(digit) }
                }
            }
        }
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
        if digits.isEmpty {
            exponent = 0
        } else {
            isNegative = isWrittenNegative
            exponent += isNegativeExponent ? -written : written
        }
    }

    static func < (left: Decimal, right: Decimal) -> Bool {
        if left.sign != right.sign { return left.sign < right.sign }
        return left.isNegative ? right.isSmallerMagnitude(than: left) : left.isSmallerMagnitude(than: right)
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    private func isSmallerMagnitude(than other: Decimal) -> Bool {
        let (size, otherSize) = (digits.count + exponent, other.digits.count + other.exponent)
        return size == otherSize ? digits.lexicographicallyPrecedes(other.digits) : size < otherSize
    }
}
