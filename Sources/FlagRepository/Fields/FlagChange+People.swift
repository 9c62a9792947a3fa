import Documents

extension FlagChange {
    /// The change of a person or a group, or of a whole list of them.
    var listSummary: String {
        field.names.count == 2
            ? "\(field.names[1]): \(personSummary)" : "\(field): \(Self.short(before)) → \(Self.short(after))"
    }

    /// What of a person or a group changes, such as `role 'product-owner' added`.
    private var personSummary: String {
        guard let before else {
            let roles = (after?["roles"]?.array ?? []).compactMap(\.string)
            let keys = after?["keys"]?.array?.count ?? 0
            return "added" + (roles.isEmpty ? "" : " as \(roles.joined(separator: ", "))")
                + (keys == 0 ? "" : keys == 1 ? " with 1 key" : " with \(keys) keys")
        }
        guard let after else { return "removed" }
        var names = before.object?.names ?? []
        names += (after.object?.names ?? []).filter { !names.contains($0) }
        let parts = names.flatMap { Self.parts(of: $0, before[$0], after[$0]) }
        return parts.isEmpty ? "put in another order" : parts.joined(separator: ", ")
    }

    private static func parts(of name: String, _ before: JSONValue?, _ after: JSONValue?) -> [String] {
        guard before != after else { return [] }
        let nouns = ["emails": "address", "roles": "role", "keys": "key", "members": "member", "accounts": "account"]
        guard let noun = nouns[name], let old = (before ?? []).array, let new = (after ?? []).array else {
            return ["\(name) \(short(before)) → \(short(after))"]
        }
        return new.filter { !old.contains($0) }.map { "\(noun) \(short($0)) added" }
            + old.filter { !new.contains($0) }.map { "\(noun) \(short($0)) removed" }
    }
}
