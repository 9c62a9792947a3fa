import Documents
import Evaluation
import FlagModel

extension LogicReader {
    /// A condition that holds for exactly the contexts for which the logic is true.
    mutating func condition(_ logic: JSONValue) throws(Refusal) -> Condition {
        if let known = exported(logic) { return known }
        if let path = Self.path(logic) {
            try assume("a bare 'var' asks whether '\(path)' counts as true")
            return .attribute(path: path, operator: .equals, value: true)
        }
        let (name, arguments) = try operation(logic)
        switch name {
        case "$ref": return try condition(try shared(arguments))
        case "and": return .all(try conditions(arguments))
        case "or": return .any(try conditions(arguments))
        case "!" where arguments.count == 1: return .not(try condition(arguments[0]))
        case "!!" where arguments.count == 1: return try condition(arguments[0])
        case "===" where arguments.count == 2: return try same(arguments[0], arguments[1])
        case "!==" where arguments.count == 2: return .not(try same(arguments[0], arguments[1]))
        case "in" where arguments.count == 2: return try membership(arguments[0], arguments[1])
        case "starts_with", "ends_with":
            let (path, value) = try comparison(name, arguments)
            guard value.string != nil else { throw Refusal("'\(name)' compares with no text") }
            return .attribute(path: path, operator: name == "starts_with" ? .startsWith : .endsWith, value: value)
        case "sem_ver" where arguments.count == 3: return try version(arguments)
        case "missing":
            let paths = arguments.count == 1 ? arguments[0].array ?? arguments : arguments
            return .any(try missing(paths))
        default: return try loose(name, arguments)
        }
    }

    private mutating func conditions(_ list: [JSONValue]) throws(Refusal) -> [Condition] {
        guard !list.isEmpty else { throw Refusal("'and' or 'or' joins nothing") }
        var found: [Condition] = []
        for logic in list { found.append(try condition(logic)) }
        return found
    }

    private mutating func same(_ left: JSONValue, _ right: JSONValue) throws(Refusal) -> Condition {
        if let path = Self.path(left) { return try Self.equal(path, right) }
        if let path = Self.path(right) { return try Self.equal(path, left) }
        guard let variant = right.string, left.object != nil else {
            throw Refusal("'===' compares something else than an attribute")
        }
        switch try rows(left, under: []).truth(of: variant, standard: nil) {
        case .when(let condition): return condition
        case .always, .never: throw Refusal("'===' always comes to the same")
        }
    }

    private static func equal(_ path: String, _ value: JSONValue) throws(Refusal) -> Condition {
        switch value {
        case .null: return .attribute(path: path, operator: .notExists, value: nil)
        case .bool, .number, .string: return .attribute(path: path, operator: .equals, value: value)
        case .array, .object: throw Refusal("'===' compares '\(path)' with no scalar")
        }
    }

    private func membership(_ needle: JSONValue, _ haystack: JSONValue) throws(Refusal) -> Condition {
        if let path = Self.path(needle), let list = haystack.array, !list.isEmpty,
            list.allSatisfy({ $0.string != nil || $0.number != nil || $0.bool != nil })
        {
            return .attribute(path: path, operator: .in, value: haystack)
        }
        guard let path = Self.path(haystack) else { throw Refusal("'in' looks into something else than an attribute") }
        let includes = Condition.attribute(path: path, operator: .includes, value: needle)
        switch needle {
        case .string: return .any([.attribute(path: path, operator: .contains, value: needle), includes])
        case .number, .bool:
            try assume("'in' looks for \(CanonicalJSON.compact(needle)) in texts as well")
            return includes
        default: throw Refusal("'in' looks for something else than a scalar")
        }
    }

    private func missing(_ paths: [JSONValue]) throws(Refusal) -> [Condition] {
        var found: [Condition] = []
        for value in paths {
            guard let path = value.string, Self.path(Logic.variable(path)) != nil else {
                throw Refusal("'missing' names something else than attributes")
            }
            found.append(.attribute(path: path, operator: .notExists, value: nil))
            found.append(.attribute(path: path, operator: .equals, value: ""))
        }
        guard !found.isEmpty else { throw Refusal("'missing' names no attribute") }
        return found
    }

    private func comparison(_ name: String, _ arguments: [JSONValue]) throws(Refusal) -> (String, JSONValue) {
        guard arguments.count == 2, let path = Self.path(arguments[0]), !arguments[1].isOperation else {
            throw Refusal("'\(name)' compares something else than an attribute with a value")
        }
        return (path, arguments[1])
    }

    // MARK: What converts types

    func assume(_ what: String) throws(Refusal) {
        guard assumesTypes else {
            throw Refusal("\(what), whatever its type; --assume-types reads it as of the type that it is compared with")
        }
    }

    private func version(_ arguments: [JSONValue]) throws(Refusal) -> Condition {
        guard let path = Self.path(arguments[0]), let name = arguments[1].string, let text = arguments[2].string else {
            throw Refusal("'sem_ver' compares something else than an attribute with a version")
        }
        try assume("'sem_ver' takes '\(path)' such as v1.2 for a version")
        func leaf(_ found: Operator, _ text: String) throws(Refusal) -> Condition {
            guard SemanticVersion(text) != nil else { throw Refusal("'\(text)' is no whole semantic version") }
            return .attribute(path: path, operator: found, value: .string(text))
        }
        func range(_ from: String, _ to: String) throws(Refusal) -> Condition {
            .all([try leaf(.semverGreaterThanOrEquals, from), try leaf(.semverLessThan, to)])
        }
        let numbers = text.split(separator: ".").prefix(2).compactMap { Int($0) }
        switch name {
        case "=": return try leaf(.semverEquals, text)
        case "!=": return .any([try leaf(.semverLessThan, text), try leaf(.semverGreaterThan, text)])
        case "<": return try leaf(.semverLessThan, text)
        case "<=": return try leaf(.semverLessThanOrEquals, text)
        case ">": return try leaf(.semverGreaterThan, text)
        case ">=": return try leaf(.semverGreaterThanOrEquals, text)
        case "^" where numbers.count == 2: return try range("\(numbers[0]).0.0-0", "\(numbers[0] + 1).0.0-0")
        case "~" where numbers.count == 2:
            return try range("\(numbers[0]).\(numbers[1]).0-0", "\(numbers[0]).\(numbers[1] + 1).0-0")
        default: throw Refusal("'sem_ver' compares by '\(name)'")
        }
    }

    private func loose(_ name: String, _ arguments: [JSONValue]) throws(Refusal) -> Condition {
        let operators: [String: Operator] = [
            "<": .lessThan, "<=": .lessThanOrEquals, ">": .greaterThan, ">=": .greaterThanOrEquals,
        ]
        if name == "==" || name == "!=" {
            guard arguments.count == 2 else { throw Refusal("'\(name)' compares not two values") }
            let isFirst = Self.path(arguments[0]) != nil
            guard let path = Self.path(arguments[isFirst ? 0 : 1]) else {
                throw Refusal("'\(name)' compares something else than an attribute with a value")
            }
            try assume("'\(name)' compares '\(path)'")
            let equal = try Self.equal(path, arguments[isFirst ? 1 : 0])
            return name == "==" ? equal : .not(equal)
        }
        guard let found = operators[name] else { throw Refusal("'\(name)' has no counterpart") }
        if arguments.count == 3, let path = Self.path(arguments[1]), name.hasPrefix("<"),
            arguments[0].number != nil, arguments[2].number != nil
        {
            try assume("'\(name)' compares '\(path)'")
            let lower: Operator = name == "<" ? .greaterThan : .greaterThanOrEquals
            return .all([
                .attribute(path: path, operator: lower, value: arguments[0]),
                .attribute(path: path, operator: found, value: arguments[2]),
            ])
        }
        let (path, value) = try comparison(name, arguments)
        guard value.number != nil else { throw Refusal("'\(name)' compares '\(path)' with no number") }
        try assume("'\(name)' compares '\(path)'")
        return .attribute(path: path, operator: found, value: value)
    }
}

extension JSONValue {
    var isOperation: Bool { object != nil || array != nil }
}
