import Documents
import TestSupport

/// Makes random values, and random texts for a value.
struct RandomJSON {
    var random: SplitMix64

    init(seed: Int) { random = SplitMix64(seed: seed) }

    mutating func document() -> JSONValue {
        random.chance(80) ? container(depth: 4) : value(depth: 2)
    }

    mutating func value(depth: Int) -> JSONValue {
        switch random.upTo(depth > 0 ? 9 : 6) {
        case 0: .null
        case 1: .bool(random.chance(50))
        case 2, 3: number()
        case 4, 5: .string(word())
        default: container(depth: depth)
        }
    }

    mutating func container(depth: Int) -> JSONValue {
        let count = random.upTo(6)
        if random.chance(40) { return .array((0..<count).map { _ in value(depth: depth - 1) }) }
        var object = JSONObject()
        for _ in 0..<count { object[word()] = value(depth: depth - 1) }
        return .object(object)
    }

    mutating func number() -> JSONValue {
        let literal = random.pick(["0", "-1", "25", "25.0", "33.334", "1e5", "-0.5E-3", "9007199254740993", "100.000"])
        return .number(JSONNumber(literal: literal) ?? JSONNumber(0))
    }

    mutating func word() -> String {
        let words = ["a", "on", "off", "early adopters", "schlüssel", "鍵", "😀", "e\u{301}", "é", "a\"b", "\\", "\n\t"]
        return random.pick(words) + (random.chance(50) ? "\(random.upTo(100))" : "")
    }
}

/// A way of laying JSON out that need not be the product's.
struct RandomLayout {
    let unit: String
    let lineEnd: String
    let colon: String
    let comma: String
    let oneLinePercent: Int
    let isRagged: Bool

    init(using random: inout SplitMix64) {
        unit = random.pick(["  ", "    ", "\t", " ", ""])
        lineEnd = random.pick(["\n", "\r\n"])
        colon = random.pick([":", ": ", " : "])
        comma = random.pick([",", ", "])
        oneLinePercent = random.pick([0, 30, 100])
        isRagged = random.chance(20)
    }

    func text(_ value: JSONValue, indent: String = "", using random: inout SplitMix64) -> String {
        let items: [String]
        let inner = indent + unit
        switch value {
        case .null, .bool, .number: return CanonicalJSON.compact(value)
        case .string(let text): return string(text, using: &random)
        case .array(let elements): items = elements.map { self.text($0, indent: inner, using: &random) }
        case .object(let object):
            items = object.members.map {
                string($0.name, using: &random) + colon + text($0.value, indent: inner, using: &random)
            }
        }
        let (open, close) = value.array == nil ? ("{", "}") : ("[", "]")
        if items.isEmpty { return open + random.pick(["", "", " ", lineEnd]) + close }
        if isRagged {
            let ragged = [" ", "", lineEnd, "\t", lineEnd + lineEnd + " "]
            return open + items.map { random.pick(ragged) + $0 + random.pick(ragged) }.joined(separator: ",") + close
        }
        if random.chance(oneLinePercent) { return open + items.joined(separator: comma) + close }
        return open + lineEnd + inner + items.joined(separator: "," + lineEnd + inner) + lineEnd + indent + close
    }

    /// Writes some characters as escapes that need none.
    private func string(_ text: String, using random: inout SplitMix64) -> String {
        var plain = CanonicalJSON.compact(.string(text))
        if isRagged, random.chance(50) { plain = plain.split(separator: "o").joined(separator: "\\u006F") }
        return plain
    }
}
