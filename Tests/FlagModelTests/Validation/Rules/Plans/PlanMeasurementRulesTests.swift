import Testing

/// What is measured can be measured, and judged.
@Suite struct PlanMeasurementRulesTests {
    private typealias Plan = PlanRepository

    private func criterion(_ members: String, success: String = #"{ "operator": "lessThan", "value": 10 }"#) -> String {
        "\"criteria\": [{ \"key\": \"c\", \"success\": \(success), \(members) }]"
    }

    @Test("criteria, guards and measures are of metrics that something measures")
    func metrics() {
        var plan = Plan(
            phases: Plan.phase("one", criterion(#""metric": 1️⃣"latncy""#)),
            more: #"""
                "guards": [{ "key": "g", "metric": 2️⃣"crashes", "failure": { "operator": "greaterThan", "value": 1 },
                             "action": { "strategy": "immediate" } }],
                "measures": [{ "name": "M", "target": "T", "metric": 3️⃣"happiness" }, { "name": "M", "target": "T" }]
                """#)
        plan.expect([
            "1️⃣ error: nothing measures 'latncy' [plan-undefined-metric] — did you mean 'latency'?",
            "2️⃣ error: nothing measures 'crashes' [plan-undefined-metric] — define it in .flagctl/metrics.json",
            "3️⃣ error: nothing measures 'happiness' [plan-undefined-metric]",
        ])
        plan.phases = Plan.phase("one", criterion(#""metric": 1️⃣"latency""#))
        plan.more = ""
        plan.metrics = nil
        plan.expect(["1️⃣ error: nothing measures 'latency' [plan-undefined-metric]"])
    }

    @Test("metrics that cannot be read have one finding, not one for each criterion")
    func broken() {
        var plan = Plan(phases: Plan.phase("one", criterion(#""metric": "latency""#)))
        plan.metrics = #"{ "sources": [], "metrics": 1️⃣1 }"#
        plan.expect(["1️⃣ error: expected a list, found a number [wrong-type]"])
    }

    @Test("every placeholder has a value, and every argument a placeholder")
    func arguments() {
        Plan(
            phases: Plan.phase("one", criterion(#""metric": 1️⃣"errors""#)) + ", "
                + Plan.phase(
                    "two",
                    criterion(#""metric": 3️⃣"errors", "arguments": { 4️⃣"sevice": "csf", "zone": "us" }"#)) + ", "
                + Plan.phase("three", criterion(#""metric": "up", "arguments": { 5️⃣"path": "/" }"#)),
            more: #""measures": [{ "name": "M", "target": "T", "metric": 2️⃣"errors" }]"#
        ).expect([
            "1️⃣ error: metric 'errors' has no value for 'service' [plan-arguments]"
                + " — give it one here in 'arguments', or one for all in .flagctl/metrics.json",
            "3️⃣ error: metric 'errors' has no value for 'service' [plan-arguments]",
            "4️⃣ error: metric 'errors' has no placeholder 'sevice' [plan-arguments] — did you mean 'service'?",
            "5️⃣ error: metric 'up' has no placeholder 'path' [plan-arguments] — it has no placeholders: remove it",
            "2️⃣ error: metric 'errors' has no value for 'service' [plan-arguments]",
        ])
    }

    @Test(
        "no value is a success and a failure at once",
        arguments: [
            ("lessThan", "10", "lessThan", "20", "< 10", "< 20", ", as 0 is"),
            ("lessThan", "10", "greaterThan", "5", "< 10", "> 5", ", as 7.5 is"),
            ("lessThanOrEquals", "10", "greaterThanOrEquals", "10", "<= 10", ">= 10", ", as 10 is"),
            ("greaterThan", "-3", "greaterThan", "5", "> -3", "> 5", ", as 13 is"),
            ("notEquals", "1", "equals", "0", "!= 1", "= 0", ", as 0 is"),
            ("equals", "1", "lessThan", "2", "= 1", "< 2", ", as 1 is"),
        ])
    func overlap(
        _ success: String, _ good: String, _ failure: String, _ bad: String, _ goodText: String, _ badText: String,
        _ example: String
    ) {
        Plan(
            phases: Plan.phase(
                "one",
                criterion(
                    "\"metric\": \"latency\", \"failure\": 1️⃣{ \"operator\": \"\(failure)\", \"value\": \(bad) }",
                    success: "{ \"operator\": \"\(success)\", \"value\": \(good) }"))
        ).expect([
            "1️⃣ error: a value can be a success (\(goodText)) and a failure (\(badText)) at once\(example)"
                + " [plan-thresholds] — leave no value to both; between the two the run holds"
        ])
    }

    @Test(
        "thresholds on either side of each other are fine",
        arguments: [
            ("lessThan", "10", "greaterThan", "10"), ("lessThan", "10", "greaterThanOrEquals", "10"),
            ("equals", "1", "equals", "0"), ("equals", "1", "notEquals", "1"),
            ("greaterThan", "99.9", "lessThan", "99"),
            ("lessThan", "1e308", "greaterThan", "1.1e308"),
        ])
    func apart(_ success: String, _ good: String, _ failure: String, _ bad: String) {
        Plan(
            phases: Plan.phase(
                "one",
                criterion(
                    "\"metric\": \"latency\", \"failure\": { \"operator\": \"\(failure)\", \"value\": \(bad) }",
                    success: "{ \"operator\": \"\(success)\", \"value\": \(good) }"))
        ).expect([])
    }

    @Test("a step is held at least as long as the longest window of its phase")
    func holds() {
        let set = #""set": [{ "flag": "CSF", "enabled": true }]"#
        Plan(
            phases: Plan.phase(
                "one",
                "\"steps\": [{ \(set), \"hold\": 1️⃣\"PT59M\" }, 2️⃣{ \(set) }, { \(set), \"hold\": \"PT1H\" }, "
                    + "{ \(set), \"hold\": \"PT1M\" }], \"gate\": { \"hold\": \"PT60M\" }, "
                    + criterion(#""metric": "latency", "window": "PT1H""#))
                + ", "
                + Plan.phase("two", "\"steps\": [{ \(set) }], " + criterion(#""metric": "up", "window": "PT1H""#))
                + ", " + Plan.phase("three", criterion(#""metric": "latency", "window": "PT1H""#))
                + ", "
                + Plan.phase("four", "\"steps\": [3️⃣{ \(set) }], " + criterion(#""metric": "tickets", "window": "P1D""#))
        ).expect([
            "1️⃣ error: the step is held PT59M, and criterion 'c' is measured over PT1H [plan-hold-window]"
                + " — hold it at least PT1H, or measure over less",
            "2️⃣ error: the step has no hold, and criterion 'c' is measured over PT1H [plan-hold-window]",
            "3️⃣ error: the step has no hold, and criterion 'c' is measured over P1D [plan-hold-window]",
        ])
    }

    @Test("a window of a range query has four samples, or as many as fit into seconds")
    func samples() {
        Plan(
            phases: Plan.phase("one", criterion(#""metric": "latency", "minSamples": 4"#)) + ", "
                + Plan.phase("two", criterion(#""metric": "latency", "minSamples": 1️⃣5"#)) + ", "
                + Plan.phase("three", criterion(#""metric": "tickets", "minSamples": 50"#)) + ", "
                + Plan.phase("four", criterion(#""metric": "latency", "window": "PT3S", "minSamples": 3"#))
        ).expect([
            "1️⃣ error: a window of PT5M has 4 samples, never 5 [plan-min-samples] — ask for 4 at most"
        ])
    }
}
