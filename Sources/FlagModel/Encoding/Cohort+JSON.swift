public import Documents

extension Cohort {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../../.flagctl/schemas/cohort.schema.json")
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("description", text: description)
        members.add("share", share.map { .percentage($0) })
        members.add("releaseDelay", text: releaseDelay?.text)
        members.add("match", match.json)
        return members.json
    }
}

extension Condition {
    /// The JSON of it, such as `{ "attribute": "beta", "operator": "equals", "value": true }`.
    public var json: JSONValue {
        var members = MemberList()
        switch self {
        case .all(let list): members.add("all", .array(list.map(\.json)))
        case .any(let list): members.add("any", .array(list.map(\.json)))
        case .not(let inner): members.add("not", inner.json)
        case .attribute(let path, let `operator`, let value):
            members.add("attribute", text: path)
            members.add("operator", text: `operator`.rawValue)
            members.add("value", value)
        case .cohort(let key): members.add("cohort", text: key.text)
        case .percentage(let thousandths, let salt):
            members.add("percentage", .percentage(thousandths))
            members.add("salt", text: salt)
        }
        return members.json
    }
}
