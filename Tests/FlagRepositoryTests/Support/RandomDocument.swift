import Documents
import FlagModel
import TestSupport

/// Random documents of a kind, and random edits of them.
struct RandomDocument {
    let kind: DocumentKind
    var random: SplitMix64

    mutating func document() -> JSONValue {
        var value: JSONValue
        switch kind {
        case .state: value = ["flag": "CSF", "enabled": false, "rules": [], "fallthrough": "off"]
        case .flag: value = ["key": "CSF", "name": "CSF", "variants": ["on": true, "off": false], "offVariant": "off"]
        case .cohort: value = ["key": "beta", "match": ["attribute": "beta", "operator": "exists"]]
        case .environment: value = ["key": "production", "name": "Production", "order": 3]
        default: value = ["people": []]
        }
        for _ in 0..<random.upTo(8) { edit(&value) }
        return value
    }

    /// As somebody's file has it.
    mutating func text(_ value: JSONValue) -> String {
        let text = CanonicalJSON.pretty(value)
        switch random.upTo(4) {
        case 0: return CanonicalJSON.compact(value)
        case 1: return text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        case 2: return text.split(separator: "  ", omittingEmptySubsequences: false).joined(separator: "\t")
        default: return text
        }
    }

    mutating func edit(_ value: inout JSONValue) {
        var object = value.object ?? JSONObject()
        switch kind {
        case .state: editState(&object)
        case .flag: editFlag(&object)
        case .cohort: editMember(&object, ["name", "description", "share", "match", "x-team"])
        case .environment: editEnvironment(&object)
        default: editList(&object, "people", key: "key", value: "roles")
        }
        value = .object(object)
    }

    private mutating func editState(_ object: inout JSONObject) {
        switch random.upTo(10) {
        case 0: object["enabled"] = .bool(random.chance(50))
        case 1: object["fallthrough"] = serve()
        case 2: editMember(&object, ["salt", "bucketBy", "metadata", "x-note"])
        default: editList(&object, "rules", key: "cohort", value: "serve")
        }
    }

    private mutating func editFlag(_ object: inout JSONObject) {
        switch random.upTo(5) {
        case 0: editMember(&object, ["name", "description", "owner", "groups", "requires"])
        case 1: editInside(&object, "links", ["documentation", "feedback", "a/b"])
        case 2: editInside(&object, "lifecycle", ["stage", "created", "expires"])
        case 3: editInside(&object, "metadata", ["phase", "risk", "x~y"])
        default:
            var variants = object["variants"]?.object ?? JSONObject()
            editMember(&variants, ["on", "off", "dim", "blue"])
            if random.chance(30) { variants.members.shuffle(using: &random) }
            object["variants"] = .object(variants)
        }
    }

    private mutating func editEnvironment(_ object: inout JSONObject) {
        if random.chance(40) { return editMember(&object, ["name", "order", "population", "metadata"]) }
        if random.chance(15) { return object["policy"] = nil }
        var policy = object["policy"]?.object ?? JSONObject()
        switch random.upTo(4) {
        case 0: editMember(&policy, ["freezes", "version"])
        case 1: editInside(&policy, "lowering", ["required", "reviewWithin"])
        default: editInside(&policy, "approvals", ["required", "roles", "evidence"])
        }
        object["policy"] = .object(policy)
    }

    /// Changes a member of an object inside, or takes that object away.
    private mutating func editInside(_ object: inout JSONObject, _ name: String, _ members: [String]) {
        if random.chance(15) { return object[name] = nil }
        var inner = object[name]?.object ?? JSONObject()
        editMember(&inner, members)
        object[name] = .object(inner)
    }

    /// Sets, adds or removes one of some members, at any place.
    private mutating func editMember(_ object: inout JSONObject, _ names: [String]) {
        let name = random.pick(names)
        if object[name] == nil {
            object.members.insert((name, scalar()), at: random.upTo(object.count + 1))
        } else {
            object[name] = random.chance(30) ? nil : scalar()
        }
    }

    private mutating func editList(_ object: inout JSONObject, _ list: String, key: String, value: String) {
        if random.chance(5) { return object[list] = nil }
        var elements = object[list]?.array ?? []
        let names = ["alpha", "beta", "gamma", "delta"]
        switch random.upTo(6) {
        case 0: elements.shuffle(using: &random)
        case 1: if !elements.isEmpty { elements.remove(at: random.upTo(elements.count)) }
        case 2: if !elements.isEmpty { elements[random.upTo(elements.count)].set(value, serve()) }
        case 3: if !elements.isEmpty { elements[random.upTo(elements.count)].set("x-why", scalar()) }
        default:
            let name = random.pick(names)
            guard !elements.contains(where: { $0[key] == .string(name) }) else { break }
            let element = JSONObject([(key, .string(name)), (value, serve())])
            elements.insert(.object(element), at: random.upTo(elements.count + 1))
        }
        object[list] = .array(elements)
    }

    private mutating func serve() -> JSONValue {
        random.pick(["on", "off", ["on": 25, "off": 75], ["on": 50, "off": 50], ["cohort": 50, "off": 50]])
    }

    private mutating func scalar() -> JSONValue {
        random.pick(["a", "b", 1, 2.50, true, .null, ["list"], ["on": 75, "off": 25]])
    }
}

extension JSONValue {
    mutating func set(_ name: String, _ value: JSONValue) {
        guard var object else { return }
        object[name] = value
        self = .object(object)
    }
}
