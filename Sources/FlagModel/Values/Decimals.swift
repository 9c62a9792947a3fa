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
}
