/// Writes percentages, which are kept as whole thousandths of a percent (100% is 100,000).
public enum Thousandths {
    /// All of it: 100%.
    public static let whole = 100_000

    /// Writes thousandths of a percent as a percentage in minimal form: 12500 is "12.5", 33334 is "33.334".
    public static func text(_ thousandths: Int) -> String {
        let (whole, rest) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
        let sign = thousandths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = padded(Int(rest), 3)
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}
