public import Documents
import FlagModel
import Rollouts

extension RolloutReport: Report {
    /// The board as docs/reference/json.md has it; what has no value is left out.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time.text)
            fields.add("commit", commit)
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("name", name)
            fields.add("owner", owner)
            fields.add("run", run?.json)
            fields.add("phases", .array(phases.map(\.json)))
            fields.add("prerequisites", .array(prerequisites.map(\.json)))
            fields.add("tasks", .array(tasks.map(\.json)))
            fields.add("gate", gate?.json)
            fields.add("measured", isMeasured)
            fields.add("criteria", .array(criteria.map(\.json)))
            fields.add("guards", .array(guards.map(\.json)))
            fields.add("nextChange", nextChange)
            fields.add("exposure", .array(exposure.map(\.json)))
            fields.add("watcher", watcher?.json)
            fields.add("decisions", .array(decisions.map(\.json)))
            fields.add("next", .array(next.map(\.json)))
        }
    }
}

extension RolloutReport.Run {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("id", id)
            fields.add("state", state.rawValue)
            fields.add("since", since.text)
            fields.add("phase", phase.text)
            fields.add("phaseSince", phaseSince.text)
            fields.add("steps", steps)
            fields.add("started", started.text)
            fields.add("by", by)
            fields.add("approval", approval.json)
            fields.add("holdEnd", holdEnd?.text)
            fields.add("cause", cause)
        }
    }
}

extension RolloutReport.Approval {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("policyVersion", policyVersion)
            fields.add("by", .array(by.map { .string($0) }))
            fields.add("until", until?.text)
            fields.add("problem", problem)
        }
    }
}

extension RolloutReport.PhaseRow {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key.text)
            fields.add("name", name)
            fields.add("standing", standing.rawValue)
            fields.add("steps", .array(steps.map { .string($0) }))
            fields.add("shortest", ISODuration(seconds: shortest).text)
            fields.add("roles", .array(roles.map { .string($0) }))
        }
    }
}

extension RolloutReport.TaskRow {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key.text)
            fields.add("text", text)
            fields.add("done", isDone)
            fields.add("optional", isOptional)
            fields.add("checked", isChecked)
            fields.add("roles", .array(roles.map { .string($0) }))
            fields.add(act)
        }
    }
}

extension RolloutReport.GateRow {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("hold", ISODuration(seconds: hold).text)
            fields.add("end", end?.text)
            fields.add(
                "roles",
                .array(
                    roles.map { role in
                        JSONFields.build { fields in
                            fields.add("role", role.name)
                            fields.add("verdict", role.word?.verdict.rawValue)
                            fields.add(role.word?.act)
                            fields.add("holders", .array(role.holders.map { .string($0) }))
                        }
                    }))
        }
    }
}

extension RolloutReport.MeasuredRow {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            switch subject {
            case .guard(let key): fields.add("guard", key.text)
            case .criterion(let key): fields.add("criterion", key.text)
            }
            fields.add("title", title)
            fields.add("metric", metric?.text)
            fields.add("unit", unit)
            fields.add("compare", test?.comparison.rawValue)
            fields.add("success", success?.text)
            fields.add("failure", failure?.text)
            fields.add("value", evidence?.windows.last.flatMap { Decimals.json($0.value) })
            fields.add("compared", compared.flatMap(Decimals.json))
            fields.add("baseline", evidence?.baseline.flatMap(Decimals.json))
            fields.add("result", evidence?.result.rawValue)
            fields.add("why", evidence?.why)
            fields.add("action", action)
            if metric == nil { fields.add("roles", .array(roles.map { .string($0) })) }
        }
    }
}

extension RolloutReport.ExposureRow {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("flag", flag.text)
            fields.add("now", now.json)
            fields.add("next", next?.json)
        }
    }
}

extension RolloutReport.Watcher {
    fileprivate var json: JSONValue {
        JSONFields.build { fields in
            fields.add("time", time?.text)
            fields.add("interval", interval.map { ISODuration(seconds: $0).text })
            fields.add("maxAge", ISODuration(seconds: maxAge).text)
            fields.add("late", isLate)
        }
    }
}

extension JSONFields {
    /// Who did something, when, and what they said.
    mutating func add(_ act: Act?) {
        add("by", act?.by)
        add("at", act?.at.text)
        add("note", act?.note)
    }
}
