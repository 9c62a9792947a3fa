import Documents
import Testing

@Suite("JSONEditor adds members and elements")
struct JSONEditorAddTests {
    @Test("adds a member last, on its own line")
    func last() throws {
        #expect(
            try edited("{\n  \"a\": 1\n}\n") { try $0.set(["x"], at: ["b"]) } == "{\n  \"a\": 1,\n  \"b\": [\"x\"]\n}\n"
        )
    }

    @Test("adds a member where the canonical order wants it")
    func order() throws {
        let order = ["key", "name", "description", "type", "owner"]
        func added(_ name: String, to text: String) throws -> String {
            try edited(text) { try $0.set(0, at: [.member(name)], order: order) }
        }
        #expect(try added("name", to: #"{"key": 1, "type": 2}"#) == #"{"key": 1, "name": 0, "type": 2}"#)
        #expect(try added("key", to: #"{"name": 1, "type": 2}"#) == #"{"key": 0, "name": 1, "type": 2}"#)
        #expect(try added("owner", to: #"{"key": 1, "x-a": 2}"#) == #"{"key": 1, "owner": 0, "x-a": 2}"#)
        #expect(try added("key", to: #"{"$schema": 1, "type": 2}"#) == #"{"$schema": 1, "key": 0, "type": 2}"#)
        #expect(try added("x-b", to: #"{"key": 1, "x-a": 2}"#) == #"{"key": 1, "x-a": 2, "x-b": 0}"#)
        #expect(try added("name", to: #"{"type": 1, "key": 2}"#) == #"{"type": 1, "key": 2, "name": 0}"#)
    }

    @Test("adds a first member before the others, line by line")
    func firstMember() throws {
        #expect(
            try edited("{\n\t\"b\": 1\n}") { try $0.set(true, at: ["a"], order: ["a", "b"]) }
                == "{\n\t\"a\": true,\n\t\"b\": 1\n}")
    }

    @Test("adds missing objects on the way")
    func parents() throws {
        #expect(
            try edited("{\n    \"key\": \"production\"\n}\n") {
                try $0.set(1, at: ["policy", "approvals", "required"])
            } == """
                {
                    "key": "production",
                    "policy": {
                        "approvals": { "required": 1 }
                    }
                }

                """)
        #expect(try edited("{}\n") { try $0.set(1, at: ["a", 0, "b"]) } == "{\n  \"a\": [\n    { \"b\": 1 }\n  ]\n}\n")
    }

    @Test("fills empty containers, in the style around them")
    func empty() throws {
        #expect(try edited("{}") { try $0.set(1, at: ["a"]) } == "{\n  \"a\": 1\n}")
        #expect(try edited("{ \"a\": { } }") { try $0.set(1, at: ["a", "b"]) } == "{ \"a\": { \"b\": 1 } }")
        #expect(try edited("{\n \"a\": {}\n}") { try $0.set(1, at: ["a", "b"]) } == "{\n \"a\": { \"b\": 1 }\n}")
        #expect(
            try edited("{\n \"a\": {\n }\n}") { try $0.set(1, at: ["a", "b"]) } == "{\n \"a\": {\n  \"b\": 1\n }\n}")
        #expect(try edited("{\n \"a\": []\n}") { try $0.insert(1, at: 0, in: ["a"]) } == "{\n \"a\": [1]\n}")
    }

    @Test("follows the spacing of the file")
    func spacing() throws {
        #expect(try edited(#"{"a":1}"#) { try $0.set(["c": [1, 2]], at: ["b"]) } == #"{"a":1,"b":{"c":[1,2]}}"#)
        #expect(try edited(#"{"a" : 1}"#) { try $0.set(2, at: ["b"]) } == #"{"a" : 1, "b" : 2}"#)
        #expect(
            try edited(#"{ "a": [ 1,2 ] }"#) { try $0.set([3, 4], at: ["b"]) } == #"{ "a": [ 1,2 ],"b": [ 3,4 ] }"#)
        #expect(try edited("[1 , 2]") { try $0.insert(3, at: 2, in: []) } == "[1 , 2 , 3]")
    }

    @Test("keeps CRLF line ends")
    func crlf() throws {
        let text = try edited("{\r\n\t\"a\": 1\r\n}\r\n") {
            try $0.set(["c": ["d": 1]], at: ["b"])
            try $0.set([["e": 1]], at: ["f"])
        }
        #expect(
            text
                == "{\r\n\t\"a\": 1,\r\n\t\"b\": {\r\n\t\t\"c\": { \"d\": 1 }\r\n\t},\r\n\t\"f\": [\r\n\t\t{ \"e\": 1 }\r\n\t]\r\n}\r\n"
        )
    }

    @Test("inserts elements before, between and after")
    func elements() throws {
        let list = "[\n  1,\n  2\n]"
        #expect(try edited(list) { try $0.insert(0, at: 0, in: []) } == "[\n  0,\n  1,\n  2\n]")
        #expect(try edited(list) { try $0.insert(0, at: 1, in: []) } == "[\n  1,\n  0,\n  2\n]")
        #expect(try edited(list) { try $0.insert(0, at: 2, in: []) } == "[\n  1,\n  2,\n  0\n]")
        #expect(try edited(list) { try $0.set(0, at: [2]) } == "[\n  1,\n  2,\n  0\n]")
    }

    @Test("copies its neighbours' line breaks but no blank lines")
    func gaps() throws {
        #expect(
            try edited("[\n\n  1,\n\n  2\n\n]") { try $0.insert(3, at: 2, in: []) } == "[\n\n  1,\n\n  2,\n  3\n\n]")
        #expect(
            try edited("{\n  \"a\": 1\n, \"b\": 2\n}") { try $0.set(3, at: ["c"]) }
                == "{\n  \"a\": 1\n, \"b\": 2\n, \"c\": 3\n}")
        #expect(
            try edited("{ \"any\": [\n    { \"a\": 1 },\n    { \"b\": 2 } ] }") {
                try $0.insert(["c": 3], at: 2, in: ["any"])
            }
                == "{ \"any\": [\n    { \"a\": 1 },\n    { \"b\": 2 },\n    { \"c\": 3 } ] }")
        let hugging = "[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}]"
        #expect(
            try edited(hugging) { try $0.insert(["c": [["d": 1]]], at: 2, in: []) }
                == "[{\n  \"a\": 1\n}, {\n  \"b\": 2\n}, {\n  \"c\": [\n    { \"d\": 1 }\n  ]\n}]")
    }

    @Test("breaks a new list that would pass column 100")
    func width() throws {
        let words = (0..<12).map { JSONValue.string("word-\($0)") }
        let text = try edited("{\n  \"a\": 1\n}") { try $0.set(.array(words), at: ["list"]) }
        #expect(text.hasPrefix("{\n  \"a\": 1,\n  \"list\": [\n    \"word-0\",\n"))
    }

    @Test("writes names and strings with the escapes they need")
    func unicode() throws {
        #expect(
            try edited("{\"é\":\"😀\"}") { try $0.set("鍵\"\n", at: ["a\\b"]) } == #"{"é":"😀","a\\b":"鍵\"\n"}"#)
    }

    @Test("refuses indices out of bounds and insertions into other values")
    func refusals() throws {
        var editor = JSONEditor(try JSONDocument(#"{"a": 1, "l": [1]}"#))
        #expect(throws: JSONEditError.noSuchPath(["l", 2])) { try editor.insert(1, at: 2, in: ["l"]) }
        #expect(throws: JSONEditError.noSuchPath(["l", -1])) { try editor.insert(1, at: -1, in: ["l"]) }
        #expect(throws: JSONEditError.noSuchPath(["x"])) { try editor.insert(1, at: 0, in: ["x"]) }
        #expect(throws: JSONEditError.notAContainer(["a"])) { try editor.insert(1, at: 0, in: ["a"]) }
        #expect(throws: JSONEditError.notAList([])) { try editor.insert(1, at: 0, in: []) }
    }
}
