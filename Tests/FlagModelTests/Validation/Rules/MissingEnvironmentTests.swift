import Testing

@Suite struct MissingEnvironmentTests {
    @Test("a folder with documents needs an environment.json")
    func missing() {
        expectFindings(
            [
                "environments/dev/environment.json: error: environment 'dev' has no 'environment.json'"
                    + " [missing-environment] — create it: flagctl env create dev"
            ],
            in: [
                "flags/A.json": Sample.flag("A"), "environments/dev/flags/A.json": Sample.state("A"),
                "environments/docs/README.md": "",
            ])
    }

    @Test("a broken one is not a missing one, and partial content does not know")
    func notMissing() {
        expectFindings(
            ["1️⃣ error: expected an environment as an object, found a number [wrong-type]"],
            in: [
                "environments/dev/environment.json": "1️⃣1", "environments/dev/cohorts/a.json": Sample.cohort("a"),
            ])
        expectFindings([], in: ["environments/dev/cohorts/a.json": Sample.cohort("a")], isPartial: true)
    }
}
