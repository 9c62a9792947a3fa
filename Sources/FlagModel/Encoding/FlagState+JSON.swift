public import Documents

extension FlagState {
    /// The file's content in canonical order; `bucketBy` and `salt` only where they are not the default.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../../.flagctl/schemas/state.schema.json")
        members.add("flag", text: flag.text)
        members.add("enabled", .bool(enabled))
        members.add("rules", .array(rules.map(\.json)))
        members.add("fallthrough", `fallthrough`.json)
        members.add("bucketBy", text: bucketBy == Self.defaultBucketBy ? nil : bucketBy)
        members.add("salt", text: salt == flag.text ? nil : salt)
        return members.json
    }
}

extension Rule {
    /// The JSON of it: `{ "cohort": "early-adopters", "serve": "on" }`.
    public var json: JSONValue {
        var members = MemberList()
        members.add("cohort", text: cohort.text)
        members.add("serve", serve.json)
        return members.json
    }
}
