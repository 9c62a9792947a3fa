public import Documents

extension RolloutPlan {
    /// Decodes a plan; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> RolloutPlan? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> RolloutPlan? {
        guard let object = ObjectReader(node, "a plan", members: memberOrder, in: decoding) else { return nil }
        let key: PlanKey? = object.required("key", decoding.key)
        if case .plan(_, let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(key, expected, of: "folder", at: object["key"])
        }
        let name = object.required("name", decoding.text)
        let phases = object.required("phases", decoding.phases)
        let guards = object.optional("guards") { decoding.named($0, decoding.guard, \.key) } ?? []
        let roles = object.optional("roles", decoding.planRoles) ?? PlanRoles()
        let maxAge = object.optional("watch", decoding.watch) ?? defaultMaxAge
        let description = object.optional("description", decoding.string)
        let owner = object.optional("owner", decoding.text)
        let measures = object.optional("measures") { decoding.list($0, decoding.measure) } ?? []
        let risks = object.optional("risks") { decoding.list($0, decoding.risk) } ?? []
        let contacts = object.optional("contacts") { decoding.list($0, decoding.contact) } ?? []
        let messages = object.optional("messages") { decoding.named($0, decoding.message, \.key) } ?? []
        let schedule = object.optional("schedule", decoding.schedule) ?? PlanSchedule()
        let links = object.optional("links", decoding.addresses) ?? JSONObject([])
        guard let key, let name, let phases else { return nil }
        return RolloutPlan(
            key: key, name: name, description: description, owner: owner, roles: roles, maxAge: maxAge,
            phases: phases, guards: guards, measures: measures, risks: risks, contacts: contacts, messages: messages,
            schedule: schedule, links: links)
    }
}

extension Decoding {
    /// A list of at least one phase, each with a key of its own.
    fileprivate func phases(_ node: JSONNode) -> [Phase]? {
        guard let phases = named(node, phase, \.key) else { return nil }
        if node.array?.isEmpty == true { report(.noPhase, at: node) }
        return phases
    }

    /// A list of things with keys, of which none comes twice.
    func named<Element, Kind>(
        _ node: JSONNode, _ read: (JSONNode) -> Element?, _ key: KeyPath<Element, Key<Kind>>
    ) -> [Element]? {
        var seen: Set<Key<Kind>> = []
        return list(node) { element in
            guard let value = read(element) else { return nil }
            if !seen.insert(value[keyPath: key]).inserted {
                report(.duplicateEntry(value[keyPath: key].text), at: element)
            }
            return value
        }
    }

    fileprivate func planRoles(_ node: JSONNode) -> PlanRoles? {
        guard let object = ObjectReader(node, "the roles of a plan", members: PlanRoles.memberOrder, in: self) else {
            return nil
        }
        return PlanRoles(
            start: object.optional("start", words) ?? [], promote: object.optional("promote", words) ?? [],
            resume: object.optional("resume", words) ?? [], task: object.optional("task", words) ?? [])
    }

    /// A list of words of which none comes twice, such as roles.
    func words(_ node: JSONNode) -> [String]? { set(node, text) }

    fileprivate func watch(_ node: JSONNode) -> Int? {
        guard let object = ObjectReader(node, "what the watcher owes", members: ["maxAge"], in: self) else {
            return nil
        }
        return object.optional("maxAge", seconds)
    }

    /// A duration of at least a second, in seconds.
    func seconds(_ node: JSONNode) -> Int? {
        guard let duration = duration(node) else { return nil }
        if duration.seconds > 0 { return duration.seconds }
        report(.noTime(duration.text), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static var noPhase: Problem {
        Problem("empty-list", "the plan has no phase", hint: "write at least one")
    }

    fileprivate static func noTime(_ text: String) -> Problem {
        Problem("number-range", "'\(text)' is no time at all", hint: "write at least a second: PT1S")
    }
}
