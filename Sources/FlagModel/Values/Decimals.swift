public import Documents

/// Finite numbers of measurements in minimal form.
public enum Decimals {
    /// The shortest decimal text that reads back as the same number: `0.1`, `12`, `1e-07`.
    public static func text(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-Inf" : "+Inf" }
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The number in JSON, or nothing for one that is not finite.
    public static func json(_ value: Double) -> JSONValue? {
        guard value.isFinite else { return nil }
        return JSONNumber(literal: text(value)).map { .number($0) }
    }

    /// The number to four significant digits, for people: `0.02346`, `12.3`, `41234`.
    public static func short(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return text(value) }
        var factor = 1.0
        while abs(value) * factor < 1000, factor < 1e9 { factor *= 10 }
        let rounded = (value * factor).rounded() / factor
        return text(rounded == 0 ? 0 : rounded)
    }

    /// A whole number with its digits in groups: 22500 as `22,500`.
    public static func grouped(_ number: Int) -> String {
        var digits = Array(String(number.magnitude))
        var position = digits.count - 3
        while position > 0 {
            digits.insert(",", at: position)
            position -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}
