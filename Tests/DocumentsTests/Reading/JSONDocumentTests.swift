import Documents
import Testing

@Suite("JSONDocument")
struct JSONDocumentTests {
    @Test("reads every kind of value")
    func kinds() throws {
        let document = try JSONDocument(
            #" { "null": null, "t": true, "f": false, "n": -1.50e+2, "s": "x", "l": [1, [], {}], "o": {"a": {}} } "#)
        #expect(
            document.value == [
                "null": nil, "t": true, "f": false, "n": -150, "s": "x", "l": [1, [], [:]], "o": ["a": [:]],
            ])
        #expect(document.root[member: "n"]?.number?.literal == "-1.50e+2")
    }

    @Test("reads a scalar as a document", arguments: ["1", " \"a\" ", "null\r\n", "\ttrue"])
    func scalars(text: String) throws {
        _ = try JSONDocument(text)
    }

    @Test("unescapes strings")
    func escapes() throws {
        let document = try JSONDocument(#""a\"\\\/\b\f\n\r\t\u00e9\u00E9\uD83D\ude00\u0000 é😀""#)
        #expect(document.root.string == "a\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{E9}😀\0 é😀")
    }

    @Test("gives every node its bytes")
    func ranges() throws {
        let document = try JSONDocument(#"  {"é": [ 10 , "x\n" ], "b" : null}"#)
        func text(_ range: Range<Int>) -> String { String(decoding: document.bytes[range], as: UTF8.self) }
        #expect(text(document.root.range) == #"{"é": [ 10 , "x\n" ], "b" : null}"#)
        let members = try #require(document.root.object)
        #expect(members.map { text($0.nameRange) } == ["\"é\"", "\"b\""])
        #expect(members.map { text($0.value.range) } == [#"[ 10 , "x\n" ]"#, "null"])
        let elements = try #require(document.node(at: ["é"])?.array)
        #expect(elements.map { text($0.range) } == ["10", #""x\n""#])
    }

    @Test("finds lines and columns, in scalars and over both line ends")
    func positions() throws {
        let source = MarkedSource("{\r\n\t\"é😀\": 1️⃣[1,\n\n 2️⃣2]}")
        let document = try JSONDocument(parsing: source.bytes)
        let list = try #require(document.node(at: ["é😀"]))
        #expect(try document.position(of: list.range.lowerBound) == source.position())
        #expect(try document.position(of: #require(list[1]).range.lowerBound) == source.position("2️⃣"))
        #expect(document.position(of: 10_000).offset == document.bytes.count)
    }

    @Test("follows paths and says nil where there is nothing")
    func paths() throws {
        let document = try JSONDocument(#"{"a": [{"b": 1}]}"#)
        #expect(document.node(at: ["a", 0, "b"])?.number == JSONNumber(1))
        #expect(document.node(at: [])?.kindName == "an object")
        for path: JSONPath in [["b"], ["a", 1], ["a", -1], ["a", "b"], [0], ["a", 0, "b", "c"]] {
            #expect(document.node(at: path) == nil)
        }
    }

    @Test("looks members up by bytes")
    func memberBytes() throws {
        let document = try JSONDocument("{\"e\u{301}\": 1, \"\u{E9}\": 2}")
        #expect(document.root[member: "\u{E9}"]?.number?.int == 2)
        #expect(document.root[member: "e\u{301}"]?.number?.int == 1)
    }

    @Test("names kinds as a message does")
    func kindNames() throws {
        let document = try JSONDocument(#"[null, true, 1, "", [], {}]"#)
        #expect(
            document.root.array?.map(\.kindName) == [
                "null", "true or false", "a number", "a string", "a list", "an object",
            ])
    }

    @Test("is made from a value in canonical style")
    func fromValue() {
        let document = JSONDocument(["a": [1, 2]])
        #expect(document.text == "{\n  \"a\": [1, 2]\n}\n")
        #expect(document.value == ["a": [1, 2]])
    }
}
