import Documents
import Testing

@Suite("JSONEditor sets values")
struct JSONEditorSetTests {
    static let state = """
        {
          "flag": "CSF",
          "enabled": true,   \("")
          "rules": [
            { "cohort": "early-adopters", "serve": "on" },
            {"cohort":"regular-users",  "serve": {"on": 75,"off": 25}}
          ],

          "fallthrough": "off"
        }
        """

    @Test("replaces a scalar and nothing else")
    func scalar() throws {
        let text = try edited(Self.state) { try $0.set(false, at: ["enabled"]) }
        #expect(text == Self.state.replacingOnce("true", "false"))
    }

    @Test(
        "changes no byte when the value is equal",
        arguments: [
            (["enabled"], true), (["rules", 1, "serve"], ["on": 75, "off": 25]), (["rules", 1, "serve", "on"], 75.0),
            ([], JSONEditorSetTests.value),
        ] as [(JSONPath, JSONValue)])
    func equalValue(edit: (path: JSONPath, value: JSONValue)) throws {
        #expect(try edited(Self.state) { try $0.set(edit.value, at: edit.path) } == Self.state)
    }

    static let value: JSONValue = [
        "flag": "CSF", "enabled": true,
        "rules": [
            ["cohort": "early-adopters", "serve": "on"],
            ["cohort": "regular-users", "serve": ["on": 75, "off": 25]],
        ],
        "fallthrough": "off",
    ]

    @Test("writes only what differs inside a list or an object")
    func piecewise() throws {
        let text = try edited(Self.state) { editor in
            var rules = try #require(editor.document.value["rules"]?.array)
            rules[1] = ["cohort": "regular-users", "serve": ["on": 50, "off": 50]]
            rules.append(["cohort": "new", "serve": "on"])
            try editor.set(.array(rules), at: ["rules"])
        }
        #expect(
            text
                == Self.state.replacingOnce(
                    "75,\"off\": 25}}", "50,\"off\": 50}},\n    { \"cohort\": \"new\", \"serve\": \"on\" }"))
    }

    @Test("removes and adds members that differ, in their places")
    func piecewiseMembers() throws {
        let text = try edited("{\n  \"a\": 1.0,\n  \"b\": 2,\n  \"c\": 3\n}\n") {
            try $0.set(["a": 1, "new": true, "c": 3], at: [])
        }
        #expect(text == "{\n  \"a\": 1.0,\n  \"new\": true,\n  \"c\": 3\n}\n")
    }

    @Test("keeps equal elements at both ends of a list")
    func piecewiseElements() throws {
        let list = "[1.0, 2,3,  4e0]"
        #expect(try edited(list) { try $0.set([1, 4], at: []) } == "[1.0,  4e0]")
        #expect(try edited(list) { try $0.set([1, 2, 9, 9, 3, 4], at: []) } == "[1.0, 2,9,9,3,  4e0]")
        #expect(try edited(list) { try $0.set([1, 5, 6, 4], at: []) } == "[1.0, 5,6,  4e0]")
        #expect(try edited("[1, 1]") { try $0.set([1, 1, 1], at: []) } == "[1, 1, 1]")
    }

    @Test("writes a reordered object anew, laid out as it was")
    func reordered() throws {
        #expect(
            try edited(#"{"serve": {"on": 75, "off": 25}}"#) { try $0.set(["off": 90, "on": 10], at: ["serve"]) }
                == #"{"serve": {"off": 90, "on": 10}}"#)
        let expanded = "{\n\t\"serve\": {\n\t\t\"on\": 75,\n\t\t\"off\": 25\n\t}\n}"
        #expect(
            try edited(expanded) { try $0.set(["off": 90, "on": 10], at: ["serve"]) }
                == "{\n\t\"serve\": {\n\t\t\"off\": 90,\n\t\t\"on\": 10\n\t}\n}")
    }

    @Test("renders a new value with the file's indentation and line ends, at its depth")
    func newValue() throws {
        let text = "{\r\n    \"policy\": {\r\n        \"a\" : null\r\n    }\r\n}\r\n"
        let result = try edited(text) { try $0.set(["b": ["c": [1, 2]]], at: ["policy", "a"]) }
        #expect(
            result == text.replacingOnce("null", "{\r\n            \"b\" : { \"c\" : [1, 2] }\r\n        }"))
    }

    @Test("replaces the root and keeps the white space around it")
    func root() throws {
        #expect(try edited(" {\"a\":1}\n\n") { try $0.set(3, at: []) } == " 3\n\n")
        #expect(try edited("null\n") { try $0.set(["a": 1], at: []) } == "{\n  \"a\": 1\n}\n")
    }

    @Test("keeps what stands on one line there, however long it gets")
    func oneLine() throws {
        let long = String(repeating: "x", count: 120)
        #expect(
            try edited(#"{ "a": ["b"], "c": null }"#) {
                try $0.set(.string(long), at: ["a", 1])
                try $0.set(["d": [["e": 1]]], at: ["c"])
            } == "{ \"a\": [\"b\", \"\(long)\"], \"c\": { \"d\": [{ \"e\": 1 }] } }")
    }

    @Test("refuses paths through scalars and missing elements")
    func refusals() throws {
        var editor = JSONEditor(try JSONDocument(#"{"a": 1, "l": [1]}"#))
        let before = editor.document.bytes
        #expect(throws: JSONEditError.notAContainer(["a"])) { try editor.set(1, at: ["a", "b"]) }
        #expect(throws: JSONEditError.noSuchPath(["l", 2])) { try editor.set(1, at: ["l", 2]) }
        #expect(throws: JSONEditError.noSuchPath(["l", "x"])) { try editor.set(1, at: ["l", "x"]) }
        #expect(throws: JSONEditError.noSuchPath([0])) { try editor.set(1, at: [0]) }
        #expect(throws: JSONEditError.noSuchPath(["n", 1])) { try editor.set(1, at: ["n", 1]) }
        #expect(JSONEditError.notAContainer(["a"]).message == "\"a\" is neither a list nor an object")
        #expect(JSONEditError.noSuchPath(["l", 2]).message == "there is no \"l[2]\"")
        #expect(editor.document.bytes == before)
    }

    @Test("refuses what the reader would refuse, and changes nothing")
    func limits() throws {
        var editor = JSONEditor(try JSONDocument(#"{"a": 1}"#))
        let deep = (0..<64).reduce(JSONValue.null) { value, _ in [value] }
        let twice = JSONValue.object(JSONObject([("x", 1), ("x", 2)]))
        for (value, rule) in [(deep, "json-depth"), (twice, "json-duplicate-member")] {
            let error = #expect(throws: JSONEditError.self) { try editor.set(value, at: ["a"]) }
            guard case .refused(let reason) = error else { throw try #require(error) }
            #expect(reason.rule == rule)
        }
        // The first part of a piecewise change succeeds, the second is refused: neither happens.
        #expect(throws: JSONEditError.self) { try editor.set(["a": 2, "b": deep], at: []) }
        #expect(editor.document.text == #"{"a": 1}"#)
    }
}

extension String {
    /// Replaces the only occurrence of a text.
    func replacingOnce(_ old: String, _ new: String) -> String {
        let parts = components(separatedBy: old)
        return parts.count == 2 ? parts.joined(separator: new) : "\(old) stands \(parts.count - 1) times in \(self)"
    }

    private func components(separatedBy separator: String) -> [String] {
        var parts: [[UInt8]] = [[]]
        var rest = Array(utf8)[...]
        while !rest.isEmpty {
            if rest.starts(with: separator.utf8) {
                rest = rest.dropFirst(separator.utf8.count)
                parts.append([])
            } else {
                parts[parts.count - 1].append(rest.removeFirst())
            }
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }
}
