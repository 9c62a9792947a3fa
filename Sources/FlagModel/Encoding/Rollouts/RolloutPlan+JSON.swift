public import Documents

extension RolloutPlan {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../../../.flagctl/schemas/plan.schema.json")
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("description", text: description)
        members.add("owner", text: owner)
        members.add("roles", unlessEmpty: roles.json)
        if maxAge != Self.defaultMaxAge {
            members.add("watch", ["maxAge": .string(ISODuration(seconds: maxAge).text)])
        }
        members.add("phases", .array(phases.map(\.json)))
        members.add("guards", unlessEmpty: guards.map(\.json))
        members.add("measures", unlessEmpty: measures.map(\.json))
        members.add("risks", unlessEmpty: risks.map(\.json))
        members.add("contacts", unlessEmpty: contacts.map(\.json))
        members.add("schedule", unlessEmpty: schedule.json)
        members.add("links", unlessEmpty: links)
        members.add("messages", unlessEmpty: messages.map(\.json))
        return members.json
    }
}

extension PlanRoles {
    fileprivate var json: JSONObject {
        var members = MemberList()
        members.add("start", words: start)
        members.add("promote", words: promote)
        members.add("resume", words: resume)
        members.add("task", words: task)
        return members.json.object ?? JSONObject([])
    }
}

extension MemberList {
    fileprivate mutating func add(_ name: String, words: [String]) {
        add(name, unlessEmpty: words.map { .string($0) })
    }

    fileprivate mutating func add(_ test: MetricTest) {
        add("metric", text: test.metric.text)
        let arguments = test.arguments.sorted { $0.key < $1.key }
        add("arguments", unlessEmpty: JSONObject(arguments.map { (name: $0.key, value: .string($0.value)) }))
        add("compare", text: test.comparison == .absolute ? nil : test.comparison.rawValue)
        add("baselineWindow", seconds: test.baselineWindow, unless: MetricTest.defaultBaselineWindow)
        add("window", seconds: test.window, unless: MetricTest.defaultWindow)
        add("aggregate", text: test.aggregate == .average ? nil : test.aggregate.rawValue)
        add("minSamples", test.minSamples == 1 ? nil : .integer(test.minSamples))
        add("failureLimit", test.failureLimit == 0 ? nil : .integer(test.failureLimit))
    }

    private mutating func add(_ name: String, seconds: Int, unless usual: Int) {
        add(name, text: seconds == usual ? nil : ISODuration(seconds: seconds).text)
    }
}

extension Phase {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("description", text: description)
        members.add("risk", text: risk)
        switch start {
        case .at(let time): members.add("start", text: time.text)
        case .delay(let duration): members.add("delay", text: duration.text)
        case nil: break
        }
        members.add("prerequisites", unlessEmpty: prerequisites.map(\.json))
        members.add("tasks", unlessEmpty: tasks.map(\.json))
        members.add("steps", unlessEmpty: steps.map(\.json))
        members.add("criteria", unlessEmpty: criteria.map(\.json))
        if gate != Gate() {
            var own = MemberList()
            own.add("roles", words: gate.roles)
            own.add("hold", text: gate.hold?.text)
            members.add("gate", own.json)
        }
        members.add("rollback", rollback?.json)
        return members.json
    }
}

extension PlanTask {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("text", text: text)
        members.add("done", isDone ? .bool(true) : nil)
        members.add("roles", words: roles)
        members.add("optional", isOptional ? .bool(true) : nil)
        members.add("check", check?.json)
        return members.json
    }
}

extension PlanStep {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("name", text: name)
        members.add("set", .array(set.map(\.json)))
        members.add("hold", text: hold?.text)
        return members.json
    }
}

extension Assignment {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("flag", text: flag.text)
        members.add("enabled", enabled.map { .bool($0) })
        members.add("cohort", text: cohort?.text)
        members.add("serve", serve?.json)
        if case .removed = row { members.add("remove", .bool(true)) }
        return members.json
    }
}

extension Criterion {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add(test)
        members.add("success", success.json)
        members.add("failure", failure?.json)
        return members.json
    }
}

extension Threshold {
    /// The JSON of it: `{ "operator": "lessThan", "value": 0.1 }`.
    public var json: JSONValue {
        var members = MemberList()
        members.add("operator", text: relation.rawValue)
        members.add("value", Decimals.json(value))
        return members.json
    }
}

extension Guard {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        switch trigger {
        case .metric(let test, let failure):
            members.add(test)
            members.add("failure", failure.json)
        case .report(let roles): members.add("reportedBy", .array(roles.map { .string($0) }))
        }
        switch action {
        case .pause: members.add("action", ["strategy": "pause"])
        case .rollBack(let strategy): members.add("action", strategy.json)
        }
        members.add("phases", unlessEmpty: phases.map { .string($0.text) })
        return members.json
    }
}

extension RollbackStrategy {
    /// The JSON of it: `{ "strategy": "gradual", "ladder": [50, 25, 0], "every": "PT10M" }`.
    public var json: JSONValue {
        var members = MemberList()
        members.add("strategy", text: word)
        switch path {
        case .immediate: break
        case .gradual(let ladder, let every):
            members.add("ladder", .array(ladder.map { .percentage($0) }))
            members.add("every", text: every.text)
        case .partial(let keep): members.add("keep", .array(keep.map { .string($0.text) }))
        }
        members.add("scope", text: scope == .phase ? nil : scope.rawValue)
        return members.json
    }
}

extension PlanMeasure {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("name", text: name)
        members.add("metric", text: metric?.text)
        members.add("baseline", text: baseline)
        members.add("target", text: target)
        members.add("method", text: method)
        return members.json
    }
}

extension PlanRisk {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("risk", text: risk)
        members.add("likelihood", text: likelihood)
        members.add("impact", text: impact)
        members.add("mitigation", text: mitigation)
        return members.json
    }
}

extension PlanContact {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("who", text: who)
        members.add("role", text: role)
        members.add("about", text: about)
        return members.json
    }
}
