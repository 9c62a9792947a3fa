import Documents

extension Decoding {
    func measure(_ node: JSONNode) -> PlanMeasure? {
        guard let object = ObjectReader(node, "a measure", members: PlanMeasure.memberOrder, in: self) else {
            return nil
        }
        let name = object.required("name", text)
        let target = object.required("target", text)
        let metric: MetricKey? = object.optional("metric", key)
        let baseline = object.optional("baseline", text)
        let method = object.optional("method", text)
        guard let name, let target else { return nil }
        return PlanMeasure(name: name, metric: metric, baseline: baseline, target: target, method: method)
    }

    func risk(_ node: JSONNode) -> PlanRisk? {
        guard let object = ObjectReader(node, "a risk", members: PlanRisk.memberOrder, in: self) else { return nil }
        let risk = object.required("risk", text)
        let likelihood = object.optional("likelihood", text)
        let impact = object.optional("impact", text)
        let mitigation = object.optional("mitigation", text)
        return risk.map { PlanRisk(risk: $0, likelihood: likelihood, impact: impact, mitigation: mitigation) }
    }

    func contact(_ node: JSONNode) -> PlanContact? {
        guard let object = ObjectReader(node, "a contact", members: PlanContact.memberOrder, in: self) else {
            return nil
        }
        let who = object.required("who", text)
        let about = object.required("about", text)
        let role = object.optional("role", text)
        guard let who, let about else { return nil }
        return PlanContact(who: who, role: role, about: about)
    }
}
