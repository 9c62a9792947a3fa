public import Documents

extension RolloutStatus {
    /// Decodes a status; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> RolloutStatus? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> RolloutStatus? {
        guard let object = ObjectReader(node, "a status", members: memberOrder, in: decoding) else { return nil }
        let plan: PlanKey? = object.required("plan", decoding.key)
        if case .status(_, let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(plan, expected, of: "folder", at: object["plan"])
        }
        let run = object.required("run", decoding.text)
        let planHash = object.required("planHash", decoding.text)
        let state: RolloutState? = object.required("state") { decoding.word($0, noun: "state") }
        let phase: PhaseKey? = object.required("phase", decoding.key)
        let steps = object.required("steps") { decoding.integer($0, atLeast: 0) }
        let since = object.required("since", decoding.timestamp)
        let phaseSince = object.required("phaseSince", decoding.timestamp)
        let approval = object.required("approval", decoding.approval)
        let stepSince = object.optional("stepSince", decoding.timestamp)
        let contents = object.optional("contents") { decoding.list($0, decoding.flagContent) } ?? []
        let passed: [PhaseKey] = object.optional("passed") { decoding.set($0, decoding.key) } ?? []
        let tasks = object.optional("tasks") { decoding.list($0, decoding.tick) } ?? []
        let attestations = object.optional("attestations") { decoding.list($0, decoding.attestation) } ?? []
        let reports = object.optional("reports") { decoding.list($0, decoding.metricReport) } ?? []
        let incidents = object.optional("incidents") { decoding.list($0, decoding.incident) } ?? []
        let baselines = object.optional("baselines") { decoding.list($0, decoding.baseline) } ?? []
        let rollback = object.optional("rollback", decoding.runningRollback)
        let pause = object.optional("pause", decoding.pause)
        let decisions = object.optional("decisions") { decoding.list($0, decoding.decision) } ?? []
        guard let plan, let run, let planHash, let state, let phase, let steps, let since, let phaseSince, let approval
        else { return nil }
        var status = RolloutStatus(
            plan: plan, run: run, planHash: planHash, phase: phase, at: since, approval: approval)
        status.state = state
        status.steps = steps
        status.phaseSince = phaseSince
        status.stepSince = stepSince
        status.contents = contents
        status.passed = passed
        status.tasks = tasks
        status.attestations = attestations
        status.reports = reports
        status.incidents = incidents
        status.baselines = baselines
        status.rollback = rollback
        status.pause = pause
        status.decisions = decisions
        return status
    }
}

extension Decoding {
    fileprivate func approval(_ node: JSONNode) -> RunApproval? {
        let members = ["policyVersion", "at", "by", "raising"]
        guard let object = ObjectReader(node, "an approval", members: members, in: self) else { return nil }
        let version = object.required("policyVersion") { integer($0, atLeast: 0) }
        let time = object.required("at", timestamp)
        let people = object.optional("by", words) ?? []
        let coversRaising = object.optional("raising", bool) ?? true
        guard let version, let time else { return nil }
        return RunApproval(policyVersion: version, at: time, by: people, coversRaising: coversRaising)
    }

    fileprivate func flagContent(_ node: JSONNode) -> FlagContent? {
        guard let object = ObjectReader(node, "a flag's content", members: ["flag", "digest"], in: self) else {
            return nil
        }
        let flag: FlagKey? = object.required("flag", key)
        let digest = object.required("digest", text)
        guard let flag, let digest else { return nil }
        return FlagContent(flag: flag, digest: digest)
    }

    /// The members of an act beside those of what was done.
    private static let actMembers = ["by", "at", "note"]

    private func act(_ object: ObjectReader) -> Act? {
        let by = object.required("by", text)
        let time = object.required("at", timestamp)
        let note = object.optional("note", string)
        guard let by, let time else { return nil }
        return Act(by: by, at: time, note: note)
    }

    fileprivate func tick(_ node: JSONNode) -> TaskTick? {
        let known = ["phase", "task", "done"] + Self.actMembers
        guard let object = ObjectReader(node, "a tick", members: known, in: self) else { return nil }
        let phase: PhaseKey? = object.required("phase", key)
        let task: TaskKey? = object.required("task", key)
        let isDone = object.required("done", bool)
        let act = act(object)
        guard let phase, let task, let isDone, let act else { return nil }
        return TaskTick(phase: phase, task: task, isDone: isDone, act: act)
    }

    fileprivate func attestation(_ node: JSONNode) -> Attestation? {
        let known = ["phase", "role", "verdict"] + Self.actMembers
        guard let object = ObjectReader(node, "an attestation", members: known, in: self) else { return nil }
        let phase: PhaseKey? = object.required("phase", key)
        let role = object.required("role", text)
        let verdict: Attestation.Verdict? = object.required("verdict") { word($0, noun: "verdict") }
        let act = act(object)
        guard let phase, let role, let verdict, let act else { return nil }
        return Attestation(phase: phase, role: role, verdict: verdict, act: act)
    }

    fileprivate func metricReport(_ node: JSONNode) -> MetricReport? {
        guard let object = ObjectReader(node, "a report", members: ["metric", "value"] + Self.actMembers, in: self)
        else { return nil }
        let metric: MetricKey? = object.required("metric", key)
        let value = object.required("value", finite)
        let act = act(object)
        guard let metric, let value, let act else { return nil }
        return MetricReport(metric: metric, value: value, act: act)
    }

    fileprivate func incident(_ node: JSONNode) -> Incident? {
        guard let object = ObjectReader(node, "an incident", members: ["guard"] + Self.actMembers, in: self) else {
            return nil
        }
        let found: GuardKey? = object.required("guard", key)
        let act = act(object)
        guard let found, let act else { return nil }
        return Incident(guard: found, act: act)
    }

    fileprivate func baseline(_ node: JSONNode) -> Baseline? {
        let known = ["phase", "guard", "criterion", "value", "samples", "from", "to"]
        guard let object = ObjectReader(node, "a baseline", members: known, in: self) else { return nil }
        let phase: PhaseKey? = object.required("phase", key)
        let subject = subject(object)
        let value = object.optional("value", finite)
        let samples = object.required("samples") { integer($0, atLeast: 0) }
        let from = object.required("from", timestamp)
        let to = object.required("to", timestamp)
        guard let phase, let subject, let samples, let from, let to else { return nil }
        return Baseline(phase: phase, subject: subject, value: value, samples: samples, from: from, to: to)
    }

    /// A guard or a criterion, by the member that names it.
    func subject(_ object: ObjectReader) -> MetricSubject? {
        if object["criterion"] == nil {
            let found: GuardKey? = object.required("guard", key)
            return found.map { .guard($0) }
        }
        if let place = object["guard"] { report(.twoSubjects, at: place) }
        let found: CriterionKey? = object.required("criterion", key)
        return found.map { .criterion($0) }
    }

    fileprivate func runningRollback(_ node: JSONNode) -> RunningRollback? {
        let known = ["strategy", "flags", "rungs", "cause"]
        guard let object = ObjectReader(node, "a rollback", members: known, in: self) else { return nil }
        let strategy = object.required("strategy", strategy)
        let flags: [FlagKey]? = object.required("flags") { set($0, key) }
        let rungs = object.required("rungs") { integer($0, atLeast: 0) }
        let cause = object.required("cause", string)
        guard let strategy, let flags, let rungs, let cause else { return nil }
        return RunningRollback(strategy: strategy, flags: flags, rungs: rungs, cause: cause)
    }

    fileprivate func pause(_ node: JSONNode) -> Pause? {
        guard let object = ObjectReader(node, "a pause", members: ["from", "cause", "at"], in: self) else { return nil }
        let from: RolloutState? = object.required("from") { word($0, noun: "state") }
        let cause = object.required("cause", string)
        let time = object.required("at", timestamp)
        guard let from, let cause, let time else { return nil }
        return Pause(from: from, cause: cause, at: time)
    }
}

extension Problem {
    fileprivate static var twoSubjects: Problem {
        Problem("measurement-subject", "a measurement is about a guard or a criterion, not both")
    }
}
