import Testing

@Suite struct UnknownVariantTests {
    @Test("states and requirements name variants that the definition has")
    func unknown() {
        expectFindings(
            [
                "2️⃣ error: flag 'CSF' has no variant 'onn' [unknown-variant] — did you mean 'on'?",
                "3️⃣ error: flag 'CSF' has no variant 'half' [unknown-variant] — there is 'on' and 'off'",
                "4️⃣ error: flag 'CSF' has no variant 'none' [unknown-variant]",
                "1️⃣ error: flag 'CSF' has no variant 'maybe' [unknown-variant]",
            ],
            in: [
                "environments/production/environment.json": Sample.environment,
                "environments/production/cohorts/a.json": Sample.cohort("a"),
                "environments/production/cohorts/b.json": Sample.cohort("b"),
                "flags/CSF.json": Sample.flag("CSF"),
                "flags/X.json": Sample.flag("X", #", "requires": [{ "flag": "CSF", "variant": 1️⃣"maybe" }]"#),
                "environments/production/flags/CSF.json": """
                { "flag": "CSF", "enabled": true,
                  "rules": [
                    { "cohort": "a", "serve": 2️⃣"onn" },
                    { "cohort": "b", "serve": { "on": 50, 3️⃣"half": 50 } }
                  ],
                  "fallthrough": 4️⃣"none" }
                """,
            ])
    }

    @Test("says nothing where the definition is not there to be asked")
    func partial() {
        expectFindings(
            [], in: ["environments/production/flags/CSF.json": Sample.state("CSF", fallthrough: #""x""#)],
            isPartial: true)
    }
}
