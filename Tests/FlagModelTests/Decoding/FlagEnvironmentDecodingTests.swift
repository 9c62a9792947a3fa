import Documents
import FlagModel
import Testing

@Suite struct FlagEnvironmentDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) {
        expectFindings(expected, in: ["environments/dev/environment.json": text], sourceLocation: line)
    }

    @Test("decodes and encodes the design's example")
    func example() throws {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(Examples.environment.utf8))
        let path = "environments/production/environment.json"
        let environment = try #require(FlagEnvironment.decode(document, at: path, into: &findings))
        #expect(findings.isEmpty)
        #expect(environment.population == 150_000)
        #expect(environment.isProtected)
        #expect(environment.policy?.approvals?.evidence == .signed)
        #expect(environment.policy?.approvals?.validFor?.text == "P14D")
        #expect(environment.policy?.freezes.first?.from.unixSeconds == 1_797_638_400)
        #expect(environment.json == document.value)
    }

    @Test("an environment is protected where its policy asks for an approval")
    func protection() throws {
        let key = try #require(EnvironmentKey("dev"))
        #expect(!FlagEnvironment(key: key, name: "Dev", order: 1).isProtected)
        #expect(!FlagEnvironment(key: key, name: "Dev", order: 1, policy: Policy()).isProtected)
        let none = Policy(approvals: Approvals(required: 0))
        #expect(!FlagEnvironment(key: key, name: "Dev", order: 1, policy: none).isProtected)
        let one = Policy(approvals: Approvals(required: 1))
        #expect(FlagEnvironment(key: key, name: "Dev", order: 1, policy: one).isProtected)
    }

    @Test("the key is the folder's name")
    func keyMismatch() {
        expect(
            [
                "1️⃣ error: key 'prod' is not the folder's name 'dev' [key-mismatch] — write 'dev', or rename the folder"
            ], Sample.environment("prod", mark: "1️⃣"))
    }

    @Test("numbers are integers in range")
    func numbers() {
        expect(
            [
                "1️⃣ error: expected an integer of 64 bits, found 1.5 [wrong-type]",
                "2️⃣ error: -1 is less than 0 [number-range]",
                "3️⃣ error: -2 is less than 0 [number-range]",
                "4️⃣ error: expected an integer, found a string [wrong-type]",
                "5️⃣ error: 0 is less than 1 [number-range]",
            ],
            Sample.environment(
                "dev", order: "1️⃣1.5",
                """
                , "population": 2️⃣-1, "policy": { "approvals": { "required": 3️⃣-2 }, "lowering": { "required": 4️⃣"1" },
                  "version": 5️⃣0 }
                """))
    }

    @Test("every part of a policy is checked")
    func policy() {
        expect(
            [
                "1️⃣ error: member 'required' is missing [missing-member]",
                "2️⃣ error: 'po' is in the list twice [duplicate-entry]",
                "3️⃣ error: there is no evidence 'sign' [unknown-value] — did you mean 'signed'?",
                "4️⃣ error: 'P1Y' is no ISO 8601 duration [invalid-duration]",
                "5️⃣ error: a demand for approvals has no member 'selfaproval' [unknown-member]"
                    + " — did you mean 'selfApproval'?",
                "6️⃣ error: member 'to' is missing [missing-member]",
                "7️⃣ error: 'tomorrow' is no RFC 3339 timestamp [invalid-timestamp]",
                "8️⃣ error: the text is empty [empty-text]",
                "9️⃣ error: a policy has no member 'freeze' [unknown-member] — did you mean 'freezes'?",
            ],
            Sample.environment(
                "dev",
                """
                , "policy": {
                  "approvals": 1️⃣{ "roles": ["po", 2️⃣"po"], "evidence": 3️⃣"sign", "validFor": 4️⃣"P1Y", 5️⃣"selfaproval": 1 },
                  "freezes": [6️⃣{ "from": 7️⃣"tomorrow", "reason": 8️⃣" " }], 9️⃣"freeze": [] }
                """))
    }
}
