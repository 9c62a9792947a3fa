/// A JSON number as it was written, compared by its exact decimal value (`25 == 25.0 == 2.5e1`).
///
/// The exponent has at most nine significant digits, so that every value can be compared and hashed exactly.
public struct JSONNumber: Sendable {
    /// The number as written: a valid RFC 8259 number.
    public let literal: String

    /// Makes a number from its JSON text; `nil` if the text is not exactly one RFC 8259 number.
    public init?(literal: String) {
        var text = literal
        let isNumber = text.withUTF8 { bytes in
            if case .number(let end) = NumberScan.scan(bytes, from: 0) { end == bytes.count } else { false }
        }
        guard isNumber else { return nil }
        self.literal = literal
    }

    /// Makes a number from an integer.
    public init(_ int: Int) { literal = String(int) }

    /// Keeps text that the reader has already checked.
    init(checked literal: String) { self.literal = literal }

    /// Whether the text has neither a point nor an exponent (`25`, not `25.0`).
    public var isIntegerLiteral: Bool {
        literal.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 | 0x20 != UInt8(ascii: "e") }
    }

    /// The exact integer value (`25.0` gives 25); `nil` where it is fractional or out of range.
    public var int: Int? { scaled(by: 0) }

    /// The nearest double; infinite beyond the range of doubles.
    public var double: Double { Double(literal) ?? .nan }

    /// Returns the exact value times 10 to the power of `decimals`; `nil` where that is no integer or overflows.
    ///
    /// `scaled(by: 3)` turns `33.334` into 33334.
    public func scaled(by decimals: Int) -> Int? {
        if decimals == 0, let plain = Int(literal) { return plain }
        let decimal = Decimal(literal)
        guard !decimal.digits.isEmpty else { return 0 }
        let (exponent, overflow) = decimal.exponent.addingReportingOverflow(decimals)
        guard !overflow, exponent >= 0, exponent < 20, decimal.digits.count < 20 else { return nil }
        var result = 0
        for digit in decimal.digits + repeatElement(0, count: exponent) {
            let (product, tooLarge) = result.multipliedReportingOverflow(by: 10)
            let step = Int(digit)
            let (sum, tooFar) =
                decimal.isNegative ? product.subtractingReportingOverflow(step) : product.addingReportingOverflow(step)
            if tooLarge || tooFar { return nil }
            result = sum
        }
        return result
    }
}

extension JSONNumber: Hashable, Comparable {
    /// Compares exact values.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        left.literal == right.literal || Decimal(left.literal) == Decimal(right.literal)
    }

    /// Orders by exact value.
    public static func < (left: JSONNumber, right: JSONNumber) -> Bool {
        Decimal(left.literal) < Decimal(right.literal)
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(Decimal(literal)) }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as written.
    public var description: String { literal }
}
