import Documents
import Testing

@Suite("JSONEditor removes and moves")
struct JSONEditorRemoveTests {
    static let object = "{\n  \"a\": 1,\n  \"b\" : [\n  ],\n\n  \"c\": 3\n}\n"

    @Test("removes a member with its comma and its line")
    func members() throws {
        #expect(try edited(Self.object) { try $0.remove(at: ["a"]) } == "{\n  \"b\" : [\n  ],\n\n  \"c\": 3\n}\n")
        #expect(try edited(Self.object) { try $0.remove(at: ["b"]) } == "{\n  \"a\": 1,\n\n  \"c\": 3\n}\n")
        #expect(try edited(Self.object) { try $0.remove(at: ["c"]) } == "{\n  \"a\": 1,\n  \"b\" : [\n  ]\n}\n")
    }

    @Test("removes the only one and leaves an empty container")
    func only() throws {
        #expect(try edited("{\n  \"a\": [\n    1\n  ]\n}") { try $0.remove(at: ["a", 0]) } == "{\n  \"a\": []\n}")
        #expect(try edited("{ \"a\": 1 }\n") { try $0.remove(at: ["a"]) } == "{}\n")
    }

    @Test("removes elements of a list on one line")
    func elements() throws {
        #expect(try edited("[1, 2,  3]") { try $0.remove(at: [0]) } == "[2,  3]")
        #expect(try edited("[1, 2,  3]") { try $0.remove(at: [1]) } == "[1,  3]")
        #expect(try edited("[1, 2,  3]") { try $0.remove(at: [2]) } == "[1, 2]")
    }

    @Test("says so when there is nothing to remove")
    func missing() throws {
        var editor = JSONEditor(try JSONDocument(#"{"a": 1}"#))
        #expect(throws: JSONEditError.noSuchPath(["b"])) { try editor.remove(at: ["b"]) }
        #expect(throws: JSONEditError.noSuchPath(["a", "b"])) { try editor.remove(at: ["a", "b"]) }
        #expect(throws: JSONEditError.noSuchPath([0])) { try editor.remove(at: [0]) }
        #expect(throws: JSONEditError.rootNotRemovable) { try editor.remove(at: []) }
        #expect(editor.document.text == #"{"a": 1}"#)
    }

    @Test("moves elements and leaves the white space where it is")
    func moves() throws {
        let list = "[\n  {\"a\": 1},\n  2, 3,\n\n  4\n]"
        #expect(try edited(list) { try $0.move(from: 0, to: 3, in: []) } == "[\n  2,\n  3, 4,\n\n  {\"a\": 1}\n]")
        #expect(try edited(list) { try $0.move(from: 2, to: 1, in: []) } == "[\n  {\"a\": 1},\n  3, 2,\n\n  4\n]")
        #expect(try edited(list) { try $0.move(from: 1, to: 1, in: []) } == list)
    }

    @Test("moves members of an object")
    func movesMembers() throws {
        #expect(
            try edited(#"{"on": 75, "off" : 25}"#) { try $0.move(from: 1, to: 0, in: []) } == #"{"off" : 25, "on": 75}"#
        )
    }

    @Test("refuses moves out of bounds")
    func moveRefusals() throws {
        var editor = JSONEditor(try JSONDocument(#"{"a": 1, "l": [1]}"#))
        #expect(throws: JSONEditError.noSuchPath(["l", 1])) { try editor.move(from: 0, to: 1, in: ["l"]) }
        #expect(throws: JSONEditError.noSuchPath(["l", -1])) { try editor.move(from: -1, to: 0, in: ["l"]) }
        #expect(throws: JSONEditError.notAContainer(["a"])) { try editor.move(from: 0, to: 0, in: ["a"]) }
        #expect(throws: JSONEditError.noSuchPath(["x"])) { try editor.move(from: 0, to: 0, in: ["x"]) }
    }
}
