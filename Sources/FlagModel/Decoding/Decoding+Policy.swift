import Documents

extension Decoding {
    func policy(_ node: JSONNode) -> Policy? {
        guard let object = ObjectReader(node, "a policy", members: Policy.memberOrder, in: self) else { return nil }
        return Policy(
            approvals: object.optional("approvals", approvals),
            lowering: object.optional("lowering", lowering),
            freezes: object.optional("freezes") { list($0, freeze) } ?? [],
            version: object.optional("version") { integer($0, atLeast: 1) })
    }

    private func approvals(_ node: JSONNode) -> Approvals? {
        let known = ["required", "roles", "evidence", "validFor", "selfApproval"]
        guard let object = ObjectReader(node, "a demand for approvals", members: known, in: self) else { return nil }
        let required = object.required("required") { integer($0, atLeast: 0) }
        let roles = object.optional("roles") { set($0, text) } ?? []
        let evidence: Evidence = object.optional("evidence") { word($0, noun: "evidence") } ?? .claimed
        let validFor = object.optional("validFor", duration)
        let selfApproval = object.optional("selfApproval", bool) ?? false
        return required.map {
            Approvals(required: $0, roles: roles, evidence: evidence, validFor: validFor, selfApproval: selfApproval)
        }
    }

    private func lowering(_ node: JSONNode) -> Lowering? {
        let known = ["required", "reviewWithin"]
        guard let object = ObjectReader(node, "a demand on lowering", members: known, in: self) else { return nil }
        return Lowering(
            required: object.optional("required") { integer($0, atLeast: 0) } ?? 0,
            reviewWithin: object.optional("reviewWithin", duration))
    }

    private func freeze(_ node: JSONNode) -> Freeze? {
        guard let object = ObjectReader(node, "a freeze", members: ["from", "to", "reason"], in: self) else {
            return nil
        }
        let from = object.required("from", timestamp)
        let to = object.required("to", timestamp)
        let reason = object.required("reason", text)
        guard let from, let to, let reason else { return nil }
        return Freeze(from: from, to: to, reason: reason)
    }
}
