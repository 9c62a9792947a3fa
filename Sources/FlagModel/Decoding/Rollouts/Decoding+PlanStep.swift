import Documents

extension Decoding {
    func step(_ node: JSONNode) -> PlanStep? {
        guard let object = ObjectReader(node, "a step", members: PlanStep.memberOrder, in: self) else { return nil }
        let set = object.required("set") { list($0, assignment) }
        if let place = object["set"], place.array?.isEmpty == true { report(.emptySet, at: place) }
        let name = object.optional("name", text)
        let hold = object.optional("hold", duration)
        return set.map { PlanStep(name: name, set: $0, hold: hold) }
    }

    private func assignment(_ node: JSONNode) -> Assignment? {
        guard let object = ObjectReader(node, "an assignment", members: Assignment.memberOrder, in: self) else {
            return nil
        }
        let flag: FlagKey? = object.required("flag", key)
        let enabled = object.optional("enabled", bool)
        let cohort: CohortKey? = object.optional("cohort", key)
        let serve = object.optional("serve", serve)
        let isRemoved = object.optional("remove", bool) ?? false
        let row: Assignment.Row?
        switch (cohort, serve, isRemoved) {
        case (let cohort?, nil, true): row = .removed(cohort)
        case (let cohort?, let serve?, false): row = .rule(cohort, serve)
        case (nil, let serve?, false) where object["cohort"] == nil: row = .fallthrough(serve)
        case (nil, nil, false) where enabled != nil && object["cohort"] == nil && object["serve"] == nil: row = nil
        default:
            // What could not be read has its own finding.
            if object["serve"] == nil || serve != nil, object["cohort"] == nil || cohort != nil {
                report(.assignmentForm, at: node)
            }
            return nil
        }
        return flag.map { Assignment(flag: $0, enabled: enabled, row: row) }
    }
}

extension Problem {
    fileprivate static var emptySet: Problem {
        Problem("empty-list", "the step sets nothing", hint: "name at least one flag, or leave the step out")
    }

    fileprivate static var assignmentForm: Problem {
        Problem(
            "assignment-form", "an assignment says 'enabled', or what is served, or both",
            hint: #"write {"flag": "CSF", "enabled": true}, with "serve" for everybody else, with "cohort" too for "#
                + #"its members, or "cohort" and "remove": true"#)
    }
}
