public import Documents

extension FlagEnvironment {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../.flagctl/schemas/environment.schema.json")
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("order", .integer(order))
        members.add("population", population.map { .integer($0) })
        members.add("policy", policy?.json)
        return members.json
    }
}

extension Policy {
    /// The JSON of it; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("approvals", approvals?.json)
        members.add("lowering", lowering?.json)
        members.add("freezes", unlessEmpty: freezes.map(\.json))
        members.add("version", version.map { .integer($0) })
        return members.json
    }
}

extension Approvals {
    /// The JSON of it; `evidence` and `selfApproval` are always said, because they decide.
    public var json: JSONValue {
        var members = MemberList()
        members.add("required", .integer(required))
        members.add("roles", unlessEmpty: roles.map { .string($0) })
        members.add("evidence", text: evidence.rawValue)
        members.add("validFor", text: validFor?.text)
        members.add("selfApproval", .bool(selfApproval))
        return members.json
    }
}

extension Lowering {
    /// The JSON of it: `{ "required": 0, "reviewWithin": "P1D" }`.
    public var json: JSONValue {
        var members = MemberList()
        members.add("required", .integer(required))
        members.add("reviewWithin", text: reviewWithin?.text)
        return members.json
    }
}

extension Freeze {
    /// The JSON of it, with timestamps in RFC 3339.
    public var json: JSONValue {
        var members = MemberList()
        members.add("from", text: from.text)
        members.add("to", text: to.text)
        members.add("reason", text: reason)
        return members.json
    }
}
