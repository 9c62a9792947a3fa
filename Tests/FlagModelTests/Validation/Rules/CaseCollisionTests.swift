import Testing

@Suite struct CaseCollisionTests {
    @Test("flags, states, cohorts and environments differ in more than case")
    func collisions() {
        expectFindings(
            [
                "5️⃣ error: key 'dev' differs from 'Dev' only in case [case-collision]",
                "3️⃣ error: key 'beta' differs from 'Beta' only in case [case-collision]",
                "2️⃣ error: key 'csf' differs from 'CSF' only in case [case-collision]"
                    + " — rename one of them: their files are the same file on macOS and Windows",
                "1️⃣ error: key 'csf' differs from 'CSF' only in case [case-collision]",
            ],
            in: [
                "environments/prod/environment.json": Sample.environment("prod", order: "3"),
                "environments/Dev/environment.json": Sample.environment("Dev", order: "1"),
                "environments/dev/environment.json": Sample.environment("dev", mark: "5️⃣", order: "2"),
                "flags/CSF.json": Sample.flag("CSF"), "flags/csf.json": Sample.flag("csf", mark: "1️⃣"),
                "environments/prod/flags/CSF.json": Sample.state("CSF"),
                "environments/prod/flags/csf.json": Sample.state("csf", mark: "2️⃣"),
                "environments/prod/cohorts/Beta.json": Sample.cohort("Beta"),
                "environments/prod/cohorts/beta.json": Sample.cohort("beta", mark: "3️⃣"),
            ])
    }

    @Test("the same key is fine in two environments, and in another case in another one")
    func fine() {
        expectFindings(
            [],
            in: [
                "environments/dev/environment.json": Sample.environment("dev", order: "1"),
                "environments/prod/environment.json": Sample.environment("prod", order: "2"),
                "environments/dev/cohorts/Beta.json": Sample.cohort("Beta"),
                "environments/prod/cohorts/beta.json": Sample.cohort("beta"),
                "flags/beta.json": Sample.flag("beta"),
            ])
    }
}
