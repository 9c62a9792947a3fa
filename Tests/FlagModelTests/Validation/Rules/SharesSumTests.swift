import Testing

@Suite struct SharesSumTests {
    private func files(_ share: String) -> KeyValuePairs<String, String> {
        [
            "environments/dev/environment.json": Sample.environment("dev"),
            "flags/A.json": Sample.flag("A"),
            "environments/dev/cohorts/a.json": Sample.cohort("a", #", "share": 60"#),
            "environments/dev/cohorts/b.json": Sample.cohort("b", ", \"share\": \(share)"),
            "environments/dev/cohorts/c.json": Sample.cohort("c"),
            "environments/dev/flags/A.json": Sample.state(
                "A",
                """
                , "rules": 1️⃣[{ "cohort": "a", "serve": "on" }, { "cohort": "b", "serve": "on" },
                  { "cohort": "c", "serve": "on" }]
                """),
        ]
    }

    @Test("warns where the rules' cohorts are more than everybody")
    func sum() {
        expectFindings(
            ["1️⃣ warning: the shares of the rules' cohorts add up to 100.5, more than 100 [shares-sum]"],
            in: files("40.5"))
        expectFindings([], in: files("40"))
    }
}
