import Documents

extension Decoding {
    func phase(_ node: JSONNode) -> Phase? {
        guard let object = ObjectReader(node, "a phase", members: Phase.memberOrder, in: self) else { return nil }
        let key: PhaseKey? = object.required("key", key)
        let name = object.required("name", text)
        let prerequisites = object.optional("prerequisites") { named($0, task, \.key) } ?? []
        let tasks = object.optional("tasks") { named($0, task, \.key) } ?? []
        let taken = Set(prerequisites.map(\.key.text))
        for task in object["tasks"]?.array ?? [] {
            let place = task.object?.first { $0.name == "key" }?.value
            if let text = place?.string, taken.contains(text) { report(.duplicateEntry(text), at: task) }
        }
        let steps = object.optional("steps") { list($0, step) } ?? []
        let criteria = object.optional("criteria") { named($0, criterion, \.key) } ?? []
        let gate = object.optional("gate", gate) ?? Gate()
        let rollback = object.optional("rollback", strategy)
        let start = phaseStart(object)
        let description = object.optional("description", string)
        let risk = object.optional("risk", text)
        guard let key, let name else { return nil }
        return Phase(
            key: key, name: name, description: description, risk: risk, start: start, prerequisites: prerequisites,
            tasks: tasks,
            steps: steps, criteria: criteria, gate: gate, rollback: rollback)
    }

    private func phaseStart(_ object: ObjectReader) -> PhaseStart? {
        if object["start"] != nil, let place = object["delay"] { report(.twoStarts, at: place) }
        if let start = object.optional("start", timestamp) { return .at(start) }
        return object.optional("delay", duration).map { .delay($0) }
    }

    private func gate(_ node: JSONNode) -> Gate? {
        guard let object = ObjectReader(node, "a gate", members: ["roles", "hold", "metadata"], in: self) else {
            return nil
        }
        return Gate(roles: object.optional("roles", words) ?? [], hold: object.optional("hold", duration))
    }

    private func task(_ node: JSONNode) -> PlanTask? {
        guard let object = ObjectReader(node, "a task", members: PlanTask.memberOrder, in: self) else { return nil }
        let key: TaskKey? = object.required("key", key)
        let text = object.required("text", text)
        let isDone = object.optional("done", bool) ?? false
        let roles = object.optional("roles", words) ?? []
        let isOptional = object.optional("optional", bool) ?? false
        let check = object.optional("check", check)
        guard let key, let text else { return nil }
        return PlanTask(key: key, text: text, isDone: isDone, roles: roles, isOptional: isOptional, check: check)
    }

    func check(_ node: JSONNode) -> TaskCheck? {
        let members = ["phase", "flag", "variant", "message"]
        guard let object = ObjectReader(node, "a check", members: members, in: self) else { return nil }
        if object["message"] != nil, object.members.count == 1 {
            let message: MessageKey? = object.required("message", key)
            return message.map { .message($0) }
        }
        if object["phase"] != nil, object["message"] == nil, object["flag"] == nil, object["variant"] == nil {
            let phase: PhaseKey? = object.required("phase", key)
            return phase.map { .phase($0) }
        }
        guard object["phase"] == nil, object["message"] == nil, object["flag"] != nil else {
            report(.checkForm, at: node)
            return nil
        }
        let flag: FlagKey? = object.required("flag", key)
        let variant: VariantKey? = object.required("variant", key)
        guard let flag, let variant else { return nil }
        return .flag(flag, variant)
    }
}

extension Problem {
    fileprivate static var twoStarts: Problem {
        Problem("phase-start", "a phase has either 'start' or 'delay'", hint: "remove one of them")
    }

    fileprivate static var checkForm: Problem {
        Problem(
            "check-form", "a check names a phase, a message, or a flag and a variant",
            hint: #"write {"phase": "canary"}, {"message": "notice"} or {"flag": "CSF", "variant": "on"}"#)
    }
}
