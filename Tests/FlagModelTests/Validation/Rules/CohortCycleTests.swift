import Testing

@Suite struct CohortCycleTests {
    @Test("names the whole circle at the reference that begins it")
    func circle() {
        expectFindings(
            [
                "1️⃣ error: cohorts refer to each other in a circle: a → c → b → a [cohort-cycle]",
                "2️⃣ error: cohorts refer to each other in a circle: self → self [cohort-cycle]",
            ],
            in: [
                "environments/dev/environment.json": Sample.environment("dev"),
                "environments/dev/cohorts/b.json": Sample.cohort("b", match: #"{ "cohort": "a" }"#),
                "environments/dev/cohorts/c.json": Sample.cohort("c", match: #"{ "not": { "cohort": "b" } }"#),
                "environments/dev/cohorts/a.json": Sample.cohort(
                    "a", match: #"{ "all": [{ "cohort": "d" }, { "cohort": 1️⃣"c" }] }"#),
                "environments/dev/cohorts/d.json": Sample.cohort("d"),
                "environments/dev/cohorts/self.json": Sample.cohort("self", match: #"{ "cohort": 2️⃣"self" }"#),
            ])
    }

    @Test("the same keys in two environments are no circle, and neither is a diamond")
    func noCircle() {
        expectFindings(
            [],
            in: [
                "environments/dev/environment.json": Sample.environment("dev", order: "1"),
                "environments/prod/environment.json": Sample.environment("prod", order: "2"),
                "environments/dev/cohorts/a.json": Sample.cohort("a", match: #"{ "cohort": "b" }"#),
                "environments/dev/cohorts/b.json": Sample.cohort("b"),
                "environments/prod/cohorts/b.json": Sample.cohort(
                    "b", match: #"{ "any": [{ "cohort": "a" }, { "cohort": "c" }] }"#),
                "environments/prod/cohorts/a.json": Sample.cohort("a", match: #"{ "cohort": "d" }"#),
                "environments/prod/cohorts/c.json": Sample.cohort("c", match: #"{ "cohort": "d" }"#),
                "environments/prod/cohorts/d.json": Sample.cohort("d"),
            ])
    }
}
