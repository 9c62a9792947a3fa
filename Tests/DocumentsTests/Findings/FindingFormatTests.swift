import Documents
import Testing

@Suite("FindingFormat")
struct FindingFormatTests {
    let findings = [
        Finding(
            rule: "json-syntax", path: "flags/a b,ü:1%.json", position: SourcePosition(offset: 3, line: 2, column: 7),
            message: "50% of \"x\",\r\nor: y", hint: "fix it"),
        Finding(severity: .warning, rule: "fails-open", path: "flags/b.json", message: "fails open"),
        Finding(severity: .note, rule: "json-syntax", path: "flags/c.json", message: "m"),
    ]

    @Test("writes GitHub annotations with GitHub's escapes")
    func github() {
        #expect(
            FindingFormat.github.render(findings, toolVersion: "1.2.3") == """
                ::error file=flags/a b%2Cü%3A1%25.json,line=2,col=7,title=json-syntax::50%25 of "x",%0D%0Aor: y%0Ahint: fix it
                ::warning file=flags/b.json,title=fails-open::fails open
                ::notice file=flags/c.json,title=json-syntax::m

                """)
    }

    @Test("writes text")
    func text() {
        #expect(
            FindingFormat.text.render(Array(findings[1...]), toolVersion: "1.2.3")
                == "flags/b.json:1:1: warning: fails open [fails-open]\nflags/c.json:1:1: note: m [json-syntax]\n")
        #expect(FindingFormat.text.render([], toolVersion: "1.2.3").isEmpty)
    }

    @Test("writes one JSON document")
    func json() throws {
        let document = try JSONDocument(FindingFormat.json.render(findings, toolVersion: "1.2.3"))
        #expect(document.value == ["findings": .array(findings.map(\.json))])
    }

    @Test("writes SARIF 2.1.0")
    func sarif() throws {
        let log = try JSONDocument(FindingFormat.sarif.render(findings, toolVersion: "1.2.3")).value
        #expect(log == SARIF.report(findings, toolVersion: "1.2.3"))
        #expect(log["version"] == "2.1.0")
        let run = try #require(log["runs"]?[0])
        #expect(run["columnKind"] == "unicodeCodePoints")
        #expect(
            run["tool"] == [
                "driver": [
                    "name": "flagctl", "version": "1.2.3", "rules": [["id": "fails-open"], ["id": "json-syntax"]],
                ]
            ])
        #expect(
            run["results"]?[0] == [
                "ruleId": "json-syntax", "ruleIndex": 1, "level": "error",
                "message": ["text": "50% of \"x\",\r\nor: y\nhint: fix it"],
                "locations": [
                    [
                        "physicalLocation": [
                            "artifactLocation": ["uri": "flags/a%20b%2C%C3%BC%3A1%25.json", "uriBaseId": "%SRCROOT%"],
                            "region": ["startLine": 2, "startColumn": 7],
                        ]
                    ]
                ],
            ])
        #expect(run["results"]?[1]?["locations"]?[0]?["physicalLocation"]?["region"] == nil)
        #expect(run["results"]?[1]?["level"] == "warning")
        #expect(run["results"]?[2]?["level"] == "note")
    }

    @Test("writes an empty SARIF run when there is nothing")
    func emptySARIF() {
        let run = SARIF.report([], toolVersion: "1.2.3")["runs"]?[0]
        #expect(run?["results"] == [])
        #expect(run?[path: ["tool", "driver", "rules"]] == [])
    }
}
