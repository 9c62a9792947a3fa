import Documents
import Testing

@Suite("CanonicalJSON")
struct CanonicalJSONTests {
    private func formatted(_ text: String) throws -> String {
        String(decoding: CanonicalJSON.bytes(of: try JSONDocument(text)), as: UTF8.self)
    }

    @Test("lays a flag out as people expect it")
    func flag() throws {
        let text = """
            {
              "$schema": "../.flagctl/schemas/flag.schema.json",
              "key": "CSF",
              "variants": { "on": true, "off": false },
              "groups": ["s4"],
              "requires": [
                { "flag": "PORTAL", "variant": "on" }
              ],
              "rules": [
                { "cohort": "early-adopters", "serve": "on" },
                { "cohort": "regular-users", "serve": { "on": 75, "off": 25 } }
              ],
              "policy": {
                "approvals": { "required": 1, "roles": ["product-owner"] }
              },
              "links": {},
              "list": []
            }

            """
        let tight = CanonicalJSON.compact(try JSONDocument(text).value)
        #expect(try formatted(tight) == text)
        #expect(try formatted(text) == text)
    }

    @Test("writes scalars and empty containers as they are", arguments: ["{}", "[]", "1.50", "null", "\"a\""])
    func small(text: String) throws {
        #expect(try formatted(" \(text)\n\n") == text + "\n")
    }

    @Test("keeps a list of scalars on one line up to column 100")
    func width() throws {
        // `  "a": ["…"]`: 9 columns before the text, 2 after it.
        let fitting = String(repeating: "é", count: 89)
        #expect(try formatted("{\"a\": [\"\(fitting)\"]}") == "{\n  \"a\": [\"\(fitting)\"]\n}\n")
        #expect(try formatted("{\"a\": [\"\(fitting)é\"]}") == "{\n  \"a\": [\n    \"\(fitting)é\"\n  ]\n}\n")
    }

    @Test("keeps a small object on one line up to column 100")
    func objectWidth() throws {
        // `  { "a": "…" }`: 10 columns before the text, 3 after it.
        let fitting = String(repeating: "x", count: 87)
        #expect(try formatted("[{\"a\":\"\(fitting)\"}]") == "[\n  { \"a\": \"\(fitting)\" }\n]\n")
        #expect(try formatted("[{\"a\":\"\(fitting)x\"}]") == "[\n  {\n    \"a\": \"\(fitting)x\"\n  }\n]\n")
    }

    @Test("puts every element of a list with containers on its own line")
    func mixedList() throws {
        #expect(try formatted("[1,[2,3],[],{}]") == "[\n  1,\n  [2, 3],\n  [],\n  {}\n]\n")
    }

    @Test("expands an element that holds lists of objects")
    func deepElement() throws {
        #expect(
            try formatted(#"[{"a":[{"b":1}]}]"#)
                == "[\n  {\n    \"a\": [\n      { \"b\": 1 }\n    ]\n  }\n]\n")
    }

    @Test("expands a member that holds an object")
    func deepMember() throws {
        #expect(try formatted(#"{"a":{"b":{"c":1}}}"#) == "{\n  \"a\": {\n    \"b\": { \"c\": 1 }\n  }\n}\n")
    }

    @Test("keeps number literals and the order of members")
    func literals() throws {
        #expect(try formatted(#"{"b":1.50,"a":2E+1,"c":-0}"#) == "{\n  \"b\": 1.50,\n  \"a\": 2E+1,\n  \"c\": -0\n}\n")
    }

    @Test("escapes only what must be escaped")
    func escapes() throws {
        let all = try formatted(#""\"\\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\ud83d\ude00\u2028""#)
        #expect(all == "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\u{7F}é😀\u{2028}\"\n")
    }

    @Test("writes one line without spaces")
    func compact() {
        #expect(
            CanonicalJSON.compact(["a": [1, ["b": nil]], "c": [:], "d": []]) == #"{"a":[1,{"b":null}],"c":{},"d":[]}"#)
    }

    @Test("is idempotent and keeps the value, whatever the layout was", arguments: 0..<300)
    func idempotent(seed: Int) throws {
        var source = RandomJSON(seed: seed)
        let value = source.document()
        let layout = RandomLayout(using: &source.random)
        let document = try JSONDocument(layout.text(value, using: &source.random))
        #expect(document.value == value)
        let once = CanonicalJSON.bytes(of: document)
        let again = try JSONDocument(parsing: once)
        #expect(again.value == value)
        #expect(CanonicalJSON.bytes(of: again) == once)
        #expect(try JSONDocument(CanonicalJSON.compact(value)).value == value)
    }
}
