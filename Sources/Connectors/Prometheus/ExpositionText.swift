/// Samples of a metrics page, in Prometheus' text format (https://prometheus.io/docs/instrumenting/exposition_formats/)
/// or OpenMetrics.
public struct ExpositionText: Sendable {
    /// One line: a name, labels and a number.
    public struct Sample: Sendable, Hashable {
        /// The metric's name.
        public let name: String
        /// The labels.
        public let labels: [String: String]
        /// The number.
        public let value: Double
    }

    /// A line that is none of the format.
    public struct Mistake: Error, Sendable, Hashable {
        /// The line, from 1.
        public let line: Int
    }

    /// The samples in the order of the text.
    public let samples: [Sample]
    /// The names that `# TYPE` lines announce, with samples or without.
    public let families: Set<String>

    /// Reads a page.
    ///
    /// - Throws: ``Mistake`` at the first line that cannot be read.
    public init(parsing text: String) throws(Mistake) {
        var samples: [Sample] = []
        var families: Set<String> = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { continue }
            if line.hasPrefix("#") {
                if words.count > 2, words[1] == "TYPE" { families.insert(String(words[2])) }
                continue
            }
            guard let sample = Self.sample(Array(line.utf8)) else { throw Mistake(line: number + 1) }
            samples.append(sample)
        }
        self.samples = samples
        self.families = families
    }

    private static func sample(_ line: [UInt8]) -> Sample? {
        var rest = line[...]
        let name = rest.prefix { $0 != UInt8(ascii: "{") && $0 > 32 }
        guard !name.isEmpty else { return nil }
        rest = rest.dropFirst(name.count).drop { $0 <= 32 }
        var labels: [String: String] = [:]
        if rest.first == UInt8(ascii: "{") {
            rest = rest.dropFirst()
            guard self.labels(&rest, into: &labels) else { return nil }
        }
        guard let word = rest.split(whereSeparator: { $0 <= 32 }).first,
            let value = Double(String(decoding: word, as: UTF8.self))
        else { return nil }
        return Sample(name: String(decoding: name, as: UTF8.self), labels: labels, value: value)
    }

    /// Reads `name="value",…}`; false where something else stands there.
    private static func labels(_ rest: inout ArraySlice<UInt8>, into labels: inout [String: String]) -> Bool {
        while true {
            rest = rest.drop { $0 <= 32 || $0 == UInt8(ascii: ",") }
            if rest.first == UInt8(ascii: "}") {
                rest = rest.dropFirst()
                return true
            }
            let name = rest.prefix { $0 != UInt8(ascii: "=") && $0 > 32 }
            rest = rest.dropFirst(name.count).drop { $0 <= 32 || $0 == UInt8(ascii: "=") }
            guard !name.isEmpty, rest.first == UInt8(ascii: "\""), let value = quoted(&rest) else { return false }
            labels[String(decoding: name, as: UTF8.self)] = value
        }
    }

    private static func quoted(_ rest: inout ArraySlice<UInt8>) -> String? {
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return nil }
                value.append(escaped == UInt8(ascii: "n") ? 10 : escaped)
            default: value.append(byte)
            }
        }
        return nil
    }
}
