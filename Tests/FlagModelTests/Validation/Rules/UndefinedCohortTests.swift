import Testing

@Suite struct UndefinedCohortTests {
    @Test("rules and conditions refer to cohorts of their own environment")
    func undefined() {
        expectFindings(
            [
                "2️⃣ error: 'production' has no cohort 'staf' [undefined-cohort] — did you mean 'staff'?",
                "1️⃣ error: 'production' has no cohort 'elsewhere' [undefined-cohort]"
                    + " — create it: flagctl cohort create elsewhere --env production",
            ],
            in: [
                "environments/production/environment.json": Sample.environment,
                "environments/staging/environment.json": Sample.environment("staging"),
                "environments/staging/cohorts/elsewhere.json": Sample.cohort("elsewhere"),
                "environments/production/cohorts/staff.json": Sample.cohort("staff"),
                "environments/production/cohorts/beta.json": Sample.cohort(
                    "beta", match: #"{ "any": [{ "not": { "cohort": 2️⃣"staf" } }, { "cohort": "staff" }] }"#),
                "flags/CSF.json": Sample.flag("CSF"),
                "environments/production/flags/CSF.json": Sample.state(
                    "CSF",
                    #", "rules": [{ "cohort": "beta", "serve": "on" }, { "cohort": 1️⃣"elsewhere", "serve": "on" }]"#),
            ])
    }

    @Test("partial content only knows of what was marked absent")
    func partial() {
        let files: KeyValuePairs = [
            "environments/dev/flags/CSF.json": Sample.state(
                "CSF", #", "rules": [{ "cohort": 1️⃣"beta", "serve": "on" }]"#)
        ]
        expectFindings([], in: files, isPartial: true)
        expectFindings(
            ["1️⃣ error: 'dev' has no cohort 'beta' [undefined-cohort]"], in: files, isPartial: true,
            absent: ["environments/dev/cohorts/beta.json"])
    }
}
