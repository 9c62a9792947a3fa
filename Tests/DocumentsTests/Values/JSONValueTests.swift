import Documents
import Testing

@Suite("JSONValue")
struct JSONValueTests {
    @Test("compares strings by bytes, not by canonical equivalence")
    func stringBytes() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(JSONValue.string(composed) != .string(decomposed))
        #expect(JSONValue.string(composed) == .string("\u{E9}"))
        #expect(Set([JSONValue.string(composed), .string(decomposed)]).count == 2)
        // The same length in bytes, and still not the same.
        #expect(JSONValue.string("a\u{301}\u{323}") != .string("a\u{323}\u{301}"))
    }

    @Test("compares numbers by value")
    func numbers() throws {
        let written = try #require(JSONNumber(literal: "2.50e1"))
        #expect(JSONValue.number(written) == 25)
        #expect(JSONValue.number(written).hashValue == JSONValue(integerLiteral: 25).hashValue)
        #expect(1.5 as JSONValue == .number(try #require(JSONNumber(literal: "1.50"))))
    }

    @Test("compares objects with the order of their members")
    func order() {
        #expect(["a": 1, "b": 2] as JSONValue == ["a": 1, "b": 2])
        #expect(["a": 1, "b": 2] as JSONValue != ["b": 2, "a": 1])
    }

    @Test("tells kinds apart")
    func kinds() {
        let values: [JSONValue] = [nil, false, 0, "", [], [:], "null", "0", [nil]]
        #expect(Set(values).count == values.count)
    }

    @Test("finds members, elements and paths")
    func access() {
        let value: JSONValue = ["rules": [["cohort": "a", "serve": ["on": 75]]], "on": true, "none": nil]
        #expect(value["on"]?.bool == true)
        #expect(value["none"]?.isNull == true)
        #expect(value["missing"] == nil)
        #expect(value["rules"]?[0]?["cohort"]?.string == "a")
        #expect(value["rules"]?[1] == nil)
        #expect(value[path: ["rules", 0, "serve", "on"]]?.number?.int == 75)
        #expect(value[path: ["rules", 0, "serve", 0]] == nil)
        #expect(value[path: []] == value)
        #expect(value.object?.names == ["rules", "on", "none"])
        #expect(value["rules"]?.array?.count == 1)
        #expect(value.string == nil && value.bool == nil && value.number == nil && value.array == nil)
    }

    @Test("sets, replaces and removes members of an object in place")
    func objectMembers() {
        var object: JSONObject = ["a": 1, "b": 2]
        object["c"] = 3
        object["a"] = 4
        object["b"] = nil
        object["missing"] = nil
        #expect(object == ["a": 4, "c": 3])
        #expect(object.count == 2 && !object.isEmpty && JSONObject().isEmpty)
    }

    @Test("writes paths as people do")
    func pathText() {
        let path: JSONPath = ["rules", 0, "serve", "a b", "$schema"]
        #expect(path.text == "rules[0].serve[\"a b\"].$schema")
        #expect((["é"] as JSONPath).text == "[\"é\"]")
    }
}
