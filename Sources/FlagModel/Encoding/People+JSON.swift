public import Documents

extension People {
    /// The file's content in canonical order; groups only where there are any.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "schemas/people.schema.json")
        members.add("people", .array(people.map(\.json)))
        members.add("groups", unlessEmpty: groups.map(\.json))
        members.add("forges", unlessEmpty: forges.map(\.json))
        return members.json
    }
}

extension Person {
    /// The JSON of it; empty lists are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("emails", unlessEmpty: emails.map { .string($0) })
        members.add("roles", unlessEmpty: roles.map { .string($0) })
        members.add("keys", unlessEmpty: keys.map { .string($0) })
        members.add("accounts", unlessEmpty: accounts.map(\.json))
        return members.json
    }
}

extension PersonAccount {
    /// The JSON of it.
    public var json: JSONValue {
        var members = MemberList()
        members.add("forge", text: forge.text)
        members.add("id", .number(JSONNumber(id)))
        members.add("login", text: login)
        return members.json
    }
}

extension Forge {
    /// The JSON of it; the keys are always said.
    public var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("keys", .array(keys.map { .string($0) }))
        return members.json
    }
}

extension PeopleGroup {
    /// The JSON of it; the members are always said.
    public var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("description", text: description)
        members.add("members", .array(self.members.map { .string($0.text) }))
        members.add("addresses", unlessEmpty: addresses.map { .string($0) })
        return members.json
    }
}
