import Documents
import Testing

@Suite("Finding")
struct FindingTests {
    let finding = Finding(
        rule: "unknown-member", path: "flags/CSF.json", position: SourcePosition(offset: 20, line: 3, column: 5),
        message: "unknown member \"enabeld\"", hint: "did you mean \"enabled\"?")

    @Test("is one line for people, with the hint below")
    func text() {
        #expect(
            finding.text
                == "flags/CSF.json:3:5: error: unknown member \"enabeld\" [unknown-member]\n  hint: did you mean \"enabled\"?"
        )
        let plain = Finding(severity: .warning, rule: "stale", path: "a.json", message: "old")
        #expect(plain.text == "a.json:1:1: warning: old [stale]")
    }

    @Test("is an object for scripts")
    func json() {
        #expect(
            CanonicalJSON.compact(finding.json)
                == #"{"path":"flags/CSF.json","line":3,"column":5,"severity":"error","rule":"unknown-member","message":"unknown member \"enabeld\"","hint":"did you mean \"enabled\"?"}"#
        )
        let plain = Finding(severity: .note, rule: "r", path: "a", message: "m")
        #expect(
            plain.json == [
                "path": "a", "line": 1, "column": 1, "severity": "note", "rule": "r", "message": "m", "hint": nil,
            ])
    }

    @Test("is made of a syntax error")
    func syntaxError() throws {
        let error = try #require(#expect(throws: JSONSyntaxError.self) { try JSONDocument("{\n  \"a\": 1,\n}") })
        #expect(
            Finding(error, path: "flags/a.json").text
                == "flags/a.json:2:9: error: a comma stands before the end of an object [json-syntax]\n  hint: remove the comma before the closing brace"
        )
    }

    @Test("is sorted by path, position, gravity and rule")
    func order() {
        func make(_ path: String, _ line: Int?, _ severity: Severity = .error, _ rule: String = "a") -> Finding {
            let position = line.map { SourcePosition(offset: $0, line: $0, column: 1) }
            return Finding(severity: severity, rule: rule, path: path, position: position, message: "m")
        }
        let sorted = [
            make("B", 9), make("a", nil), make("a", 2), make("a", 2, .error, "b"), make("a", 2, .warning),
            make("a", 2, .note), make("a", 10), make("b", 1),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }

    @Test("orders severities by gravity")
    func severities() {
        #expect(Severity.allCases.sorted() == [.note, .warning, .error])
    }
}
