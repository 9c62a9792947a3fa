import Testing

@testable import Documents

@Suite("JSON pointers")
struct JSONPointerTests {
    private static let document = """
        {
          "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7,
          "m~n": 8
        }
        """

    private func value(_ text: String) throws -> JSONValue {
        let pointer = try #require(JSONPointer(text))
        return try pointer.node(from: try JSONDocument(parsing: Array(Self.document.utf8)).root).value
    }

    @Test(
        "lead where RFC 6901, section 5, says",
        arguments: [
            ("/foo/0", JSONValue.string("bar")), ("/", .number(JSONNumber(0))), ("/a~1b", .number(JSONNumber(1))),
            ("/c%d", .number(JSONNumber(2))), ("/e^f", .number(JSONNumber(3))), ("/g|h", .number(JSONNumber(4))),
            ("/i\\j", .number(JSONNumber(5))), ("/k\"l", .number(JSONNumber(6))), ("/ ", .number(JSONNumber(7))),
            ("/m~0n", .number(JSONNumber(8))),
        ])
    func examples(pointer: String, expected: JSONValue) throws {
        #expect(try value(pointer) == expected)
    }

    @Test("an empty one means the document")
    func whole() throws {
        let document = try JSONDocument(parsing: Array(Self.document.utf8))
        #expect(try value("") == document.value)
    }

    @Test("say how far they lead")
    func missing() throws {
        let root = try JSONDocument(parsing: Array(#"{"a": {"b": [1, 2]}}"#.utf8)).root
        func missing(_ text: String) throws -> JSONPointer.Missing? {
            do {
                _ = try #require(JSONPointer(text)).node(from: root)
                return nil
            } catch let error as JSONPointer.Missing {
                return error
            }
        }
        #expect(try missing("/x/y") == .init(pointer: "", found: "an object without the member 'x'"))
        #expect(try missing("/a/b/2") == .init(pointer: "/a/b", found: "a list of 2 without the element '2'"))
        for index in ["01", "-", "-1", "+1", "1e0", "", "99999999999999999999"] {
            #expect(try missing("/a/b/\(index)")?.pointer == "/a/b")
        }
        #expect(try missing("/a/b/0/c") == .init(pointer: "/a/b/0", found: "a number"))
    }

    @Test("have to begin with a slash, and a tilde is followed by 0 or 1", arguments: ["a", "#/a", "/~", "/~2", "/a~"])
    func invalid(text: String) {
        #expect(JSONPointer(text) == nil)
    }
}
