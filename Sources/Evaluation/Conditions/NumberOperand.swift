import Documents

/// A number that attributes are compared with; whole numbers are compared exactly.
final class NumberOperand: Sendable {
    private let double: Double
    private let int: Int?

    init(_ number: JSONNumber) {
        double = number.double
        int = number.int
    }

    /// Whether the order holds between a value and this number; nil where the value is no number.
    func holds(_ value: ContextValue, _ order: Order) -> Bool? {
        switch value {
        case .integer(let number): int.map { order.holds(number, $0) } ?? order.holds(Double(number), double)
        case .number(let number): number.isNaN ? nil : order.holds(number, double)
        default: nil
        }
    }
}
