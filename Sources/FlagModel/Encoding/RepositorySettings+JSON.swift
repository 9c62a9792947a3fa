public import Documents

extension RepositorySettings {
    /// The file's content in canonical order.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "schemas/config.schema.json")
        members.add("formatVersion", .integer(formatVersion))
        members.add("protectedBranch", text: protectedBranch)
        members.add("bucketing", text: bucketing.rawValue)
        return members.json
    }
}
