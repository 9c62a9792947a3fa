public import Documents

extension RolloutStatus {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../../../.flagctl/schemas/status.schema.json")
        members.add("plan", text: plan.text)
        members.add("run", text: run)
        members.add("planHash", text: planHash)
        members.add("state", text: state.rawValue)
        members.add("phase", text: phase.text)
        members.add("steps", .integer(steps))
        members.add("since", text: since.text)
        members.add("phaseSince", text: phaseSince.text)
        members.add("stepSince", text: stepSince?.text)
        members.add("approval", approval.json)
        members.add(
            "contents",
            unlessEmpty: contents.map { ["flag": .string($0.flag.text), "digest": .string($0.digest)] })
        members.add("passed", unlessEmpty: passed.map { .string($0.text) })
        members.add("tasks", unlessEmpty: tasks.map(\.json))
        members.add("attestations", unlessEmpty: attestations.map(\.json))
        members.add("reports", unlessEmpty: reports.map(\.json))
        members.add("incidents", unlessEmpty: incidents.map(\.json))
        members.add("baselines", unlessEmpty: baselines.map(\.json))
        members.add("rollback", rollback?.json)
        members.add("pause", pause?.json)
        members.add("decisions", unlessEmpty: decisions.map(\.json))
        return members.json
    }
}

extension RunApproval {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("policyVersion", .integer(policyVersion))
        members.add("at", text: at.text)
        members.add("by", unlessEmpty: by.map { .string($0) })
        if !coversRaising { members.add("raising", .bool(false)) }
        return members.json
    }
}

extension MemberList {
    fileprivate mutating func add(_ act: Act) {
        add("by", text: act.by)
        add("at", text: act.at.text)
        add("note", text: act.note)
    }

    fileprivate mutating func add(_ subject: MetricSubject) {
        switch subject {
        case .guard(let key): add("guard", text: key.text)
        case .criterion(let key): add("criterion", text: key.text)
        }
    }
}

extension TaskTick {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("phase", text: phase.text)
        members.add("task", text: task.text)
        members.add("done", .bool(isDone))
        members.add(act)
        return members.json
    }
}

extension Attestation {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("phase", text: phase.text)
        members.add("role", text: role)
        members.add("verdict", text: verdict.rawValue)
        members.add(act)
        return members.json
    }
}

extension MetricReport {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("metric", text: metric.text)
        members.add("value", Decimals.json(value))
        members.add(act)
        return members.json
    }
}

extension Incident {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("guard", text: self.guard.text)
        members.add(act)
        return members.json
    }
}

extension Baseline {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("phase", text: phase.text)
        members.add(subject)
        members.add("value", value.flatMap(Decimals.json))
        members.add("samples", .integer(samples))
        members.add("from", text: from.text)
        members.add("to", text: to.text)
        return members.json
    }
}

extension RunningRollback {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("strategy", strategy.json)
        members.add("flags", .array(flags.map { .string($0.text) }))
        members.add("rungs", .integer(rungs))
        members.add("cause", text: cause)
        return members.json
    }
}

extension Pause {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("from", text: from.rawValue)
        members.add("cause", text: cause)
        members.add("at", text: at.text)
        return members.json
    }
}

extension Decision {
    /// The JSON of it, as a status and `rollout status` show it.
    public var json: JSONValue {
        var members = MemberList()
        members.add("kind", text: kind.rawValue)
        members.add("at", text: at.text)
        members.add("by", text: by)
        members.add("from", text: from.rawValue)
        members.add("to", text: to.rawValue)
        members.add("phase", text: phase.text)
        members.add("steps", .integer(steps))
        members.add("why", text: why)
        members.add("evidence", unlessEmpty: evidence.map(\.json))
        return members.json
    }
}

extension MetricEvidence {
    /// The JSON of it, as a status and `rollout status` show it.
    public var json: JSONValue {
        var members = MemberList()
        members.add(subject)
        members.add("metric", text: metric.text)
        members.add("source", text: source?.text)
        members.add("query", text: query)
        members.add("result", text: result.rawValue)
        members.add("why", text: why)
        members.add("baseline", baseline.flatMap(Decimals.json))
        members.add("windows", unlessEmpty: windows.map(\.json))
        return members.json
    }
}

extension MetricEvidence.Window {
    fileprivate var json: JSONValue {
        var members = MemberList()
        members.add("from", text: from.text)
        members.add("to", text: to.text)
        members.add("samples", .integer(samples))
        members.add("value", Decimals.json(value))
        return members.json
    }
}
