import Documents
import FlagModel

/// A document taken apart and merged field by field with nothing but dictionaries: what the product has to agree with.
struct FlatDocument: Equatable {
    /// Values by path, its names joined by `|`; an element of a keyed list is a value with its members sorted.
    var fields: [String: JSONValue] = [:]
    /// Objects that fall apart and keyed lists, whether they are empty or not.
    var containers: Set<String> = []
    /// Names in lists and objects whose order means something.
    var orders: [String: [String]] = [:]

    private static func nested(_ kind: DocumentKind) -> [String] {
        switch kind {
        case .flag: ["variants", "links", "lifecycle", "metadata"]
        case .environment: ["policy", "policy|approvals", "policy|lowering"]
        default: []
        }
    }

    private static func keyed(_ kind: DocumentKind) -> [String: String] {
        switch kind {
        case .state: ["rules": "cohort"]
        case .people: ["people": "key", "groups": "key"]
        default: [:]
        }
    }

    init(_ value: JSONValue, _ kind: DocumentKind) {
        for member in value.object?.members ?? [] { add(member.name, member.value, kind) }
    }

    private mutating func add(_ path: String, _ value: JSONValue, _ kind: DocumentKind) {
        if Self.nested(kind).contains(path), let object = value.object {
            containers.insert(path)
            if path == "variants" { orders[path] = object.names }
            for member in object.members { add("\(path)|\(member.name)", member.value, kind) }
        } else if let key = Self.keyed(kind)[path], let elements = value.array {
            containers.insert(path)
            orders[path] = elements.compactMap { $0[key]?.string }
            for element in elements { fields["\(path)|\(element[key]?.string ?? "?")"] = Self.sorted(element) }
        } else {
            fields[path] = value
        }
    }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        guard let object = value.object else { return value }
        return .object(JSONObject(object.members.sorted { $0.name < $1.name }))
    }
}

extension FlatDocument {
    /// Applies what `theirs` changed against `base` to `ours`; the paths that both changed differently keep ours.
    static func merge(
        base: FlatDocument, ours: FlatDocument, theirs: FlatDocument
    ) -> (result: FlatDocument, conflicts: Set<String>, touched: Set<String>) {
        var result = ours
        var conflicts: Set<String> = []
        var touched: Set<String> = []
        for path in Set(base.fields.keys).union(theirs.fields.keys) {
            let (old, new, now) = (base.fields[path], theirs.fields[path], ours.fields[path])
            if old == new || now == new { continue }
            if now == old {
                result.fields[path] = new
                touched.insert(path)
            } else {
                conflicts.insert(path)
            }
        }
        result.containers = containers(base, ours, theirs, result.fields.keys)
        mergeOrders(base, ours, theirs, &result, &conflicts)
        return (result, conflicts, touched)
    }

    /// A container is there where something is in it, or where ours has it and theirs did not take it away.
    private static func containers(
        _ base: FlatDocument, _ ours: FlatDocument, _ theirs: FlatDocument, _ paths: some Sequence<String>
    ) -> Set<String> {
        var filled: Set<String> = []
        for path in paths {
            let parts = path.split(separator: "|")
            for count in 1..<max(parts.count, 1) { filled.insert(parts[..<count].joined(separator: "|")) }
        }
        let removed = base.containers.subtracting(theirs.containers)
        return filled.union(ours.containers.subtracting(removed))
    }

    private static func mergeOrders(
        _ base: FlatDocument, _ ours: FlatDocument, _ theirs: FlatDocument, _ result: inout FlatDocument,
        _ conflicts: inout Set<String>
    ) {
        for list in result.orders.keys where !result.containers.contains(list) { result.orders[list] = nil }
        for list in result.containers where base.orders[list] != nil || theirs.orders[list] != nil {
            let (old, now, new) = (base.orders[list] ?? [], ours.orders[list] ?? [], theirs.orders[list] ?? [])
            var names = now.filter { result.fields["\(list)|\($0)"] != nil }
            for name in new where !names.contains(name) && result.fields["\(list)|\(name)"] != nil {
                let before = new[..<(new.firstIndex(of: name) ?? 0)].last(where: names.contains)
                names.insert(name, at: before.flatMap(names.firstIndex).map { $0 + 1 } ?? 0)
            }
            func differ(_ one: [String], _ other: [String]) -> Bool {
                one.filter(other.contains) != other.filter(one.contains)
            }
            if differ(old, new), differ(now, new) {
                if differ(old, now) {
                    conflicts.insert(list)
                } else {
                    var wanted = new.filter(names.contains)[...]
                    names = names.map { new.contains($0) ? wanted.removeFirst() : $0 }
                }
            }
            result.orders[list] = names
        }
    }
}
