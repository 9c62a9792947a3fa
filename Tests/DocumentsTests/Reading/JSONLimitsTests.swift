import Documents
import Testing

@Suite("The reader's limits")
struct JSONLimitsTests {
    private func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    @Test("reads 64 levels and refuses the 65th where it opens")
    func depth() throws {
        _ = try JSONDocument(nested(64))
        let open = String(repeating: "[", count: 64)
        try expectRefusal(
            of: open + "1️⃣[]", "lists and objects are nested more than 64 deep", hint: "flatten the document",
            rule: "json-depth")
        let objects = String(repeating: "{\"a\":", count: 64)
        try expectRefusal(
            of: objects + "1️⃣{}", "lists and objects are nested more than 64 deep", hint: "flatten the document",
            rule: "json-depth")
    }

    @Test("survives 100,000 nested lists and objects", arguments: ["[", "{\"\":", "[{\"a\":"])
    func abyss(text: String) throws {
        let bytes = Array(String(repeating: text, count: 100_000).utf8)
        for limits in [.standard, JSONLimits(depth: 1_000_000)] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes, limits: limits) }
            #expect(error?.rule == "json-depth")
        }
    }

    @Test("reads up to 1 MiB and checks the size first")
    func size() throws {
        let full = "\"" + String(repeating: "a", count: 1 << 20 - 2) + "\""
        _ = try JSONDocument(full)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument("\u{FEFF}" + full) }
        #expect(error?.rule == "json-size")
        #expect(error?.message == "the file has 1048579 bytes, more than the 1048576 allowed")
        #expect(error?.position == SourcePosition(offset: 0, line: 1, column: 1))
    }

    @Test("refuses the second of two members of one name")
    func duplicates() throws {
        try expectRefusal(
            of: "{\n  \"on\": 1,\n  \"off\": {\"on\": 2},\n  1️⃣\"on\": 3\n}",
            "the member \"on\" stands twice in one object",
            hint: "the first is on line 2; remove one of them", rule: "json-duplicate-member")
    }

    @Test("compares names after unescaping, and by bytes")
    func duplicateEscapes() throws {
        try expectRefusal(
            of: #"{"on": 1, 1️⃣"\u006fn": 3}"#, "the member \"on\" stands twice in one object",
            hint: "the first is on line 1; remove one of them", rule: "json-duplicate-member")
        _ = try JSONDocument("{\"e\u{301}\": 1, \"\u{E9}\": 2}")
    }

    @Test("finds a duplicate among many members", arguments: [15, 16, 17, 18, 5_000])
    func manyMembers(count: Int) throws {
        let members = (0..<count).map { "\"m\($0)\": \($0)" }.joined(separator: ",\n")
        _ = try JSONDocument("{\(members)}")
        try expectRefusal(
            of: "{\(members),\n1️⃣\"m1\": 0}", "the member \"m1\" stands twice in one object",
            hint: "the first is on line 2; remove one of them", rule: "json-duplicate-member")
    }

    @Test("keeps duplicates where the limits allow them, and finds the first")
    func allowedDuplicates() throws {
        let limits = JSONLimits(allowsDuplicateMembers: true)
        let document = try JSONDocument(parsing: Array(#"{"a": 1, "a": 2}"#.utf8), limits: limits)
        #expect(document.root.object?.count == 2)
        #expect(document.root[member: "a"]?.number?.int == 1)
    }
}
