import Testing

/// A state file that cannot be what it should be, and where the finding about it must land.
struct BadDocument: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: [UInt8]
    let line: Int
    let column: Int
    let rule: String

    /// Whether the file can be read, and only contradicts others: lowering by way of it stays possible.
    var isReadable: Bool { rule == "undefined-cohort" }

    private init(_ name: String, _ bytes: [UInt8], _ line: Int, _ column: Int, _ rule: String) {
        testDescription = name
        self.bytes = bytes
        self.line = line
        self.column = column
        self.rule = rule
    }

    /// The text without the mark `^`, which stands where the finding must land.
    private init(_ name: String, _ marked: String, _ rule: String) {
        let before = marked.prefix { $0 != "^" }
        let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
        self.init(
            name, Array((before + marked.dropFirst(before.count + 1)).utf8), lines.count, (lines.last?.count ?? 0) + 1,
            rule)
    }

    static let all: [BadDocument] = [
        .init("a comma too many", "{\n  \"flag\": \"alpha\"^,\n}\n", "json-syntax"),
        .init("nothing at all", "^", "json-syntax"),
        .init("half a file", "{\n  \"flag\": \"alpha\",\n  ^\"ena", "json-syntax"),
        .init("a member twice", "{\n  \"flag\": \"alpha\",\n  ^\"flag\": \"alpha\"\n}\n", "json-duplicate-member"),
        .init("more than a megabyte", oversized, 1, 1, "json-size"),
        .init("65 levels", deep(65), "json-depth"),
        .init(
            "a byte that is not UTF-8", Array(#"{ "flag": "al"#.utf8) + [0xFF] + Array(#"pha" }"#.utf8), 1, 14,
            "json-encoding"),
        .init("a byte order mark", [0xEF, 0xBB, 0xBF] + Array(Documents.state("alpha").utf8), 1, 1, "json-encoding"),
        .init(
            "weights that do not add up",
            Documents.state("alpha", otherwise: #"^{ "on": 30, "off": 60 }"#), "weights-sum"),
        .init(
            "a rule for an unknown cohort",
            Documents.state("alpha", rules: ##"[ { "cohort": ^"nobody", "serve": "on" } ]"##), "undefined-cohort"),
        .init("the name of another flag", Documents.state("^alfa").replacing("\"^", with: "^\""), "key-mismatch"),
    ]

    private static let oversized = Array(
        Documents.state("alpha").replacing(
            "\n}", with: ",\n  \"x-note\": \"\(String(repeating: "a", count: 1 << 20))\"\n}"
        )
        .utf8)

    private static func deep(_ levels: Int) -> String {
        let lists = String(repeating: "[", count: levels - 2) + "^[" + String(repeating: "]", count: levels - 1)
        return #"{ "flag": "alpha", "enabled": true, "fallthrough": "on", "x-deep": \#(lists) }"#
    }
}
