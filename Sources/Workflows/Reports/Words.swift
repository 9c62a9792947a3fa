import FlagModel

extension [String] {
    /// `a`, `a and b`, `a, b and c`.
    var listed: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and \(last)"
    }
}

/// `1 error`, `2 errors`.
public func counted(_ count: Int, _ noun: String) -> String { count == 1 ? "1 \(noun)" : "\(count) \(noun)s" }

/// Numbers for people.
public enum Numbers {
    /// 22500 as `22,500`.
    public static func grouped(_ number: Int) -> String { Decimals.grouped(number) }
}
