import Testing

@Suite struct UndefinedFlagTests {
    private let environment = "environments/production/environment.json"

    @Test("a state and a requirement of a flag that is not defined, with near names")
    func undefined() {
        expectFindings(
            [
                "2️⃣ error: flag 'CFS' has a state in 'production' but no definition [undefined-flag]"
                    + " — did you mean 'CSF'?",
                "3️⃣ error: flag 'other' has a state in 'production' but no definition [undefined-flag]"
                    + " — create it: flagctl create other",
                "1️⃣ error: the required flag 'PORTL' is not defined [undefined-flag] — did you mean 'PORTAL'?",
            ],
            in: [
                environment: Sample.environment,
                "flags/PORTAL.json": Sample.flag("PORTAL"),
                "flags/CSF.json": Sample.flag("CSF", #", "requires": [{ "flag": 1️⃣"PORTL", "variant": "on" }]"#),
                "environments/production/flags/CFS.json": Sample.state("CFS", mark: "2️⃣"),
                "environments/production/flags/other.json": Sample.state("other", mark: "3️⃣"),
            ])
    }

    @Test("a definition that is broken is not an undefined one")
    func broken() {
        expectFindings(
            ["1️⃣ error: expected a flag as an object, found a list [wrong-type]"],
            in: [
                environment: Sample.environment, "flags/CSF.json": "1️⃣[]",
                "environments/production/flags/CSF.json": Sample.state("CSF"),
            ])
    }

    @Test("partial content only knows of what was marked absent")
    func partial() {
        let files: KeyValuePairs = ["environments/production/flags/CSF.json": Sample.state("CSF", mark: "1️⃣")]
        expectFindings([], in: files, isPartial: true)
        expectFindings(
            ["1️⃣ error: flag 'CSF' has a state in 'production' but no definition [undefined-flag]"],
            in: files, isPartial: true, absent: ["flags/CSF.json"])
    }
}
