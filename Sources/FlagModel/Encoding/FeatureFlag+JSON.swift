public import Documents

extension FeatureFlag {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../.flagctl/schemas/flag.schema.json")
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("description", text: description)
        members.add("type", text: type.rawValue)
        members.add("variants", .object(JSONObject(variants.map { (name: $0.key.text, value: $0.value) })))
        members.add("offVariant", text: offVariant.text)
        members.add("codeDefault", text: codeDefault?.text)
        members.add("environmentVariable", text: environmentVariable)
        members.add("owner", text: owner)
        members.add("groups", unlessEmpty: groups.map { .string($0.text) })
        members.add("requires", unlessEmpty: requires.map(\.json))
        members.add("lifecycle", lifecycle?.json)
        members.add("links", unlessEmpty: links)
        members.add("metadata", unlessEmpty: metadata)
        return members.json
    }
}

extension Requirement {
    /// The JSON of it: `{ "flag": "PORTAL", "variant": "on" }`.
    public var json: JSONValue {
        var members = MemberList()
        members.add("flag", text: flag.text)
        members.add("variant", text: variant.text)
        return members.json
    }
}

extension Lifecycle {
    /// The JSON of it, with `permanent` only where it is true.
    public var json: JSONValue {
        var members = MemberList()
        members.add("stage", text: stage.rawValue)
        members.add("created", text: created?.text)
        members.add("expires", text: expires?.text)
        members.add("permanent", permanent ? .bool(true) : nil)
        return members.json
    }
}
