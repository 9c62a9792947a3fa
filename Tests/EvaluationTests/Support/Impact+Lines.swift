import Evaluation
import FlagModel

extension Impact {
    /// A line for each range, such as `regular-users: 25.000–75.000% off → on`, and for each row that is not known.
    var lines: [String] {
        rows.flatMap { row -> [String] in
            if let unknown = row.unknown { return ["\(row.name): \(unknown)"] }
            return row.ranges.map { "\(row.name): \($0.text)" }
        }
    }

    /// The names of the rows that nothing exact is known of.
    var unknownRows: [String] { rows.filter { $0.unknown != nil }.map(\.name.description) }
}

extension Impact.Range {
    /// `25.000–75.000% off → on`.
    var text: String { rangeText(buckets, from: before, to: after) }
}

/// Writes buckets and their variants as `25.000–75.000% off → on`.
func rangeText(_ buckets: Range<Int>, from before: VariantKey?, to after: VariantKey?) -> String {
    "\(percent(buckets.lowerBound))–\(percent(buckets.upperBound))% "
        + "\(before?.text ?? "nothing") → \(after?.text ?? "nothing")"
}

private func percent(_ thousandths: Int) -> String {
    let digits = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}
