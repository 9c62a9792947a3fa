extension JSONEditor {
    /// Makes the existing value at a path equal to another, writing only what differs.
    mutating func update(_ path: JSONPath, to value: JSONValue) throws(JSONEditError) {
        guard let node = document.node(at: path) else { throw .noSuchPath(path) }
        let old = node.value
        if old == value { return }
        switch (old, value) {
        case (.object(let old), .object(let new)) where old.isChangedPiecewise(to: new):
            try updateMembers(of: path, from: old, to: new)
        case (.array(let old), .array(let new)) where !old.isEmpty && !new.isEmpty:
            try updateElements(of: path, from: old, to: new)
        default:
            try splice { $0.replacement(of: path, by: value) }
        }
    }

    private mutating func updateMembers(
        of path: JSONPath, from old: JSONObject, to new: JSONObject
    ) throws(JSONEditError) {
        for name in old.names where new[name] == nil { try remove(at: path + [.member(name)]) }
        for (index, member) in new.members.enumerated() {
            if old[member.name] != nil {
                try update(path + [.member(member.name)], to: member.value)
            } else {
                try splice { $0.insertion(of: member.value, named: member.name, at: index, in: path) }
            }
        }
    }

    /// Leaves equal elements at both ends alone and changes, adds or removes the ones between.
    private mutating func updateElements(
        of path: JSONPath, from old: [JSONValue], to new: [JSONValue]
    ) throws(JSONEditError) {
        let shorter = min(old.count, new.count)
        let prefix = zip(old, new).prefix { $0 == $1 }.count
        let suffix = zip(old.reversed(), new.reversed()).prefix(shorter - prefix).prefix { $0 == $1 }.count
        let common = shorter - suffix
        for index in prefix..<common { try update(path + [.index(index)], to: new[index]) }
        for index in common..<max(common, new.count - suffix) { try insert(new[index], at: index, in: path) }
        for index in (common..<max(common, old.count - suffix)).reversed() { try remove(at: path + [.index(index)]) }
    }
}

extension JSONObject {
    /// Whether another object comes from this one by changing, removing and inserting members: some stay, in order.
    fileprivate func isChangedPiecewise(to new: JSONObject) -> Bool {
        let kept = names.filter { new[$0] != nil }
        let found = new.names.filter { self[$0] != nil }
        return !kept.isEmpty && kept.elementsEqual(found) { $0.hasSameBytes(as: $1) }
            && Set(kept.map { Array($0.utf8) }).count == kept.count
    }
}
