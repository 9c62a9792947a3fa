import Documents

extension Decoding {
    func decision(_ node: JSONNode) -> Decision? {
        guard let object = ObjectReader(node, "a decision", members: Decision.memberOrder, in: self) else { return nil }
        let kind: Decision.Kind? = object.required("kind") { word($0, noun: "kind of decision") }
        let time = object.required("at", timestamp)
        let by = object.required("by", text)
        let from: RolloutState? = object.required("from") { word($0, noun: "state") }
        let to: RolloutState? = object.required("to") { word($0, noun: "state") }
        let phase: PhaseKey? = object.required("phase", key)
        let steps = object.required("steps") { integer($0, atLeast: 0) }
        let why = object.required("why", string)
        let evidence = object.optional("evidence") { list($0, self.evidence) } ?? []
        guard let kind, let time, let by, let from, let to, let phase, let steps, let why else { return nil }
        return Decision(
            kind: kind, at: time, by: by, from: from, to: to, phase: phase, steps: steps, why: why, evidence: evidence)
    }

    private func evidence(_ node: JSONNode) -> MetricEvidence? {
        guard let object = ObjectReader(node, "evidence", members: MetricEvidence.memberOrder, in: self) else {
            return nil
        }
        let subject = subject(object)
        let metric: MetricKey? = object.required("metric", key)
        let source: SourceKey? = object.optional("source", key)
        let query = object.optional("query", string)
        let result: MetricEvidence.Result? = object.required("result") { word($0, noun: "result") }
        let why = object.optional("why", string)
        let baseline = object.optional("baseline", finite)
        let windows = object.optional("windows") { list($0, window) } ?? []
        guard let subject, let metric, let result else { return nil }
        return MetricEvidence(
            subject: subject, metric: metric, source: source, query: query, result: result, why: why,
            baseline: baseline, windows: windows)
    }

    private func window(_ node: JSONNode) -> MetricEvidence.Window? {
        let known = ["from", "to", "samples", "value"]
        guard let object = ObjectReader(node, "a window", members: known, in: self) else { return nil }
        let from = object.required("from", timestamp)
        let to = object.required("to", timestamp)
        let samples = object.required("samples") { integer($0, atLeast: 0) }
        let value = object.required("value", finite)
        guard let from, let to, let samples, let value else { return nil }
        return MetricEvidence.Window(from: from, to: to, samples: samples, value: value)
    }
}
