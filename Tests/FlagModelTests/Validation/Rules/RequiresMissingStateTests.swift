import Testing

@Suite struct RequiresMissingStateTests {
    private let files: KeyValuePairs = [
        "environments/dev/environment.json": Sample.environment("dev"),
        "flags/A.json": Sample.flag("A"),
        "flags/B.json": Sample.flag("B", #", "requires": [{ "flag": "A", "variant": "on" }]"#),
        "environments/dev/flags/B.json": Sample.state("B", enabled: "1️⃣true"),
    ]
    private let expected = [
        "1️⃣ warning: the required flag 'A' has no state in 'dev' [requires-missing-state]"
            + " — nobody gets this flag there until: flagctl enable A --env dev"
    ]

    @Test("warns where an enabled flag requires one that is not there")
    func missing() {
        expectFindings(expected, in: files)
    }

    @Test("is content with a flag that is off, and with a state of the required flag")
    func fine() {
        expectFindings(
            [],
            in: [
                "environments/dev/environment.json": Sample.environment("dev"),
                "flags/A.json": Sample.flag("A"),
                "flags/B.json": Sample.flag("B", #", "requires": [{ "flag": "A", "variant": "on" }]"#),
                "flags/C.json": Sample.flag("C", #", "requires": [{ "flag": "B", "variant": "on" }]"#),
                "environments/dev/flags/A.json": Sample.state("A", enabled: "false"),
                "environments/dev/flags/B.json": Sample.state("B"),
                "environments/dev/flags/C.json": Sample.state("C", enabled: "false"),
            ])
    }

    @Test("partial content only knows of what was marked absent")
    func partial() {
        expectFindings([], in: files, isPartial: true)
        expectFindings(expected, in: files, isPartial: true, absent: ["environments/dev/flags/A.json"])
    }
}
