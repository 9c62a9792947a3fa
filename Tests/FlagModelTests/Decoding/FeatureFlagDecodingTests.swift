import Documents
import FlagModel
import Testing

@Suite struct FeatureFlagDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(expected, in: ["flags/CSF.json": text], sourceLocation: line)
    }

    @Test("decodes every member of the design's example")
    func example() throws {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(Examples.flag.utf8))
        let flag = try #require(FeatureFlag.decode(document, at: "flags/CSF.json", into: &findings))
        #expect(findings.isEmpty)
        #expect(flag.key.text == "CSF")
        #expect(flag.variants.map(\.key.text) == ["on", "off"])
        #expect(flag.value(of: flag.offVariant) == .bool(false))
        #expect(flag.codeDefault?.text == "on")
        #expect(flag.environmentVariable == "FEATURE_CSF_ENABLED")
        #expect(flag.requires.map(\.flag.text) == ["PORTAL"])
        #expect(flag.lifecycle?.stage == .beta)
        #expect(flag.lifecycle?.expires?.text == "2026-02-28")
        #expect(flag.links["feedback"] == "/feedback/csf")
        #expect(flag.json == document.value)
    }

    @Test("a member that it should not have is an error with a near name, but x- members and metadata are free")
    func unknownMembers() {
        expect(
            [
                "1️⃣ error: a flag has no member 'descripton' [unknown-member] — did you mean 'description'?",
                "2️⃣ error: a lifecycle has no member 'until' [unknown-member]"
                    + " — remove it, or start its name with 'x-' to keep it as your own",
            ],
            Sample.flag(
                "CSF",
                """
                , 1️⃣"descripton": "", "x-mine": [1], "metadata": { "any": { "thing": null } }, "$schema": "s",
                  "lifecycle": { "stage": "beta", 2️⃣"until": 1, "x-note": 2 }
                """))
    }

    @Test("collects everything that is missing, at the object's start")
    func missing() {
        expect(
            [
                "1️⃣ error: member 'key' is missing [missing-member] — add \"key\"",
                "1️⃣ error: member 'name' is missing [missing-member]",
                "1️⃣ error: member 'offVariant' is missing [missing-member]",
                "1️⃣ error: member 'type' is missing [missing-member]",
                "1️⃣ error: member 'variants' is missing [missing-member]",
                "2️⃣ error: member 'stage' is missing [missing-member]",
            ],
            "\n  1️⃣{ \"lifecycle\": 2️⃣{} }")
    }

    @Test("collects wrong types, null included")
    func wrongTypes() {
        expect(
            [
                "1️⃣ error: expected a string, found a number [wrong-type]",
                "2️⃣ error: expected a string, found null [wrong-type]",
                "3️⃣ error: expected a list, found a string [wrong-type]",
                "4️⃣ error: expected a string, found true or false [wrong-type]",
                "5️⃣ error: expected an object, found a list [wrong-type]",
                "6️⃣ error: expected a requirement as an object, found a string [wrong-type]",
                "7️⃣ error: expected true or false, found a string [wrong-type]",
            ],
            """
            { "key": "CSF", "name": 1️⃣7, "type": "boolean", "variants": { "on": true, "off": false },
              "offVariant": "off", "description": 2️⃣null, "groups": 3️⃣"s4", "links": { "a": 4️⃣true },
              "metadata": 5️⃣[], "requires": [6️⃣"X"], "lifecycle": { "stage": "beta", "permanent": 7️⃣"yes" } }
            """)
        expect(["1️⃣ error: expected a flag as an object, found a list [wrong-type]"], "1️⃣[]")
    }

    @Test("a key that is not the file's name is an error at the key")
    func keyMismatch() {
        expect(
            [
                "1️⃣ error: key 'csf' is not the file's name 'CSF' [key-mismatch] — write 'CSF', or rename the file"
            ],
            Sample.flag("csf", mark: "1️⃣"))
    }

    @Test("a key that is none says why")
    func invalidKeys() {
        expect(
            [
                "1️⃣ error: '../x' is no flag key: a key starts with a letter A-Z or a-z or a digit [invalid-key]",
                "2️⃣ error: 'a/b' is no group key: a key has only the letters A-Z and a-z, digits, '.', '_' and '-' [invalid-key]",
            ],
            Sample.flag("../x", mark: "1️⃣", ", \"groups\": [\"ok\", 2️⃣\"a/b\"]"))
    }

    @Test("a list in which something comes twice is an error at the second")
    func duplicates() {
        expect(
            [
                "1️⃣ error: 's4' is in the list twice [duplicate-entry]",
                "2️⃣ error: 'CSF2' is in the list twice [duplicate-entry]",
            ],
            Sample.flag(
                "CSF",
                """
                , "groups": ["s4", 1️⃣"s4"],
                "requires": [{ "flag": "CSF2", "variant": "on" }, { "flag": 2️⃣"CSF2", "variant": "on" }]
                """))
    }

    @Test("names of environment variables are those of POSIX", arguments: ["", "1A", "A-B", "Ä", "A B", "A=B"])
    func variableNames(_ name: String) {
        expect(
            ["1️⃣ error: '\(name)' is no name of an environment variable [invalid-variable-name]"],
            Sample.flag("CSF", ", \"environmentVariable\": 1️⃣\"\(name)\""))
    }

    @Test("dates, stages and their order are checked")
    func lifecycle() {
        expect(
            [
                "1️⃣ error: there is no stage 'betta' [unknown-value] — did you mean 'beta'?",
                "2️⃣ error: '2025-02-30' is no date [invalid-date]",
            ],
            Sample.flag("CSF", #", "lifecycle": { "stage": 1️⃣"betta", "created": 2️⃣"2025-02-30" }"#))
        expect(
            ["1️⃣ error: the flag expires before it was created on 2025-02-01 [lifecycle-dates]"],
            Sample.flag(
                "CSF", #", "lifecycle": { "stage": "beta", "created": "2025-02-01", "expires": 1️⃣"2025-01-31" }"#))
        expect(
            ["1️⃣ error: a permanent flag does not expire [lifecycle-dates]"],
            Sample.flag("CSF", #", "lifecycle": { "stage": "beta", "expires": 1️⃣"2025-01-31", "permanent": true }"#))
    }
}
