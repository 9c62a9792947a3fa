import Documents
import FlagModel
import Testing

@Suite struct ValidationTests {
    @Test("a whole repository as the design has it is clean but for what it warns of")
    func design() {
        expectFindings(
            [
                "environments/production/flags/CSF.json:4:14: warning: the required flag 'PORTAL' has no state in 'production'"
                    + " [requires-missing-state]"
            ],
            in: [
                "flags/CSF.json": Examples.flag, "flags/PORTAL.json": Sample.flag("PORTAL"),
                "environments/production/environment.json": Examples.environment,
                "environments/production/flags/CSF.json": Examples.state,
                "environments/production/cohorts/early-adopters.json": Examples.cohort,
                "environments/production/cohorts/regular-users.json": Sample.cohort("regular-users"),
                ".flagctl/config.json": Examples.settings, ".flagctl/people.json": Examples.people,
            ])
    }

    @Test("sorts findings by path and position, whatever the order of the files")
    func sorted() {
        expectFindings(
            [
                "3️⃣ error: 'dev' has no cohort 'x' [undefined-cohort]",
                "1️⃣ error: the text is empty [empty-text]",
                "2️⃣ error: a flag has no member 'y' [unknown-member]",
            ],
            in: [
                "flags/B.json": Sample.flag("B", #", "owner": 1️⃣"", 2️⃣"y": 1"#),
                "flags/A.json": Sample.flag("A"),
                "environments/dev/environment.json": Sample.environment("dev"),
                "environments/dev/flags/A.json": Sample.state(
                    "A", #", "rules": [{ "cohort": 3️⃣"x", "serve": "on" }]"#),
            ])
    }

    @Test("an edit sees the findings in its files and those that it may cause elsewhere, and no others")
    func touching() {
        let files: KeyValuePairs = [
            "environments/dev/environment.json": Sample.environment("dev"),
            "flags/A.json": Sample.flag("A"), "flags/B.json": Sample.flag("B", #", "owner": 2️⃣"""#),
            "environments/dev/flags/A.json": Sample.state("A", fallthrough: #"1️⃣"gone""#),
            "environments/dev/flags/C.json": Sample.state("C", mark: "3️⃣"),
        ]
        let variant = "1️⃣ error: flag 'A' has no variant 'gone' [unknown-variant]"
        let undefined = "3️⃣ error: flag 'C' has a state in 'dev' but no definition [undefined-flag]"
        expectFindings([variant], in: files, touching: ["flags/A.json"])
        expectFindings([variant], in: files, touching: ["environments/dev/flags/A.json"])
        expectFindings([undefined], in: files, touching: ["flags/C.json"])
        expectFindings(["2️⃣ error: the text is empty [empty-text]"], in: files, touching: ["flags/B.json"])
        expectFindings([], in: files, touching: ["environments/dev/environment.json"])
    }

    @Test(
        "a broken rename of thousands of flags is reported in good time, with some near names", .timeLimit(.minutes(1)))
    func manyUndefined() {
        var content = RepositoryContent()
        content.add(path: "environments/dev/environment.json", bytes: Array(Sample.environment("dev").utf8))
        for number in 0..<2000 {
            content.add(path: "flags/flag-\(number)x.json", bytes: Array(Sample.flag("flag-\(number)x").utf8))
            let state = Sample.state("flag-\(number)")
            content.add(path: "environments/dev/flags/flag-\(number).json", bytes: Array(state.utf8))
        }
        let findings = Validation.findings(in: content)
        #expect(findings.count == 2000)
        #expect(findings.contains { $0.hint?.hasPrefix("did you mean") == true })
    }

    @Test("names its rules once each, in order")
    func ruleNames() {
        #expect(Validation.ruleNames == Set(Validation.ruleNames).sorted())
        #expect(Validation.ruleNames.count == 48)
    }
}
