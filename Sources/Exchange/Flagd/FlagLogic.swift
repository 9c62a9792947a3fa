import Documents
import Evaluation
import FlagModel

/// Writes what flags serve as JsonLogic that gives a variant's name, with cohorts and requirements written out.
struct FlagLogic {
    /// What is served where weights decide and there is nothing to draw a bucket by: no variant is called that, so
    /// that a client reports an error and uses its code's default, as flagctl's own answer makes it do.
    static let missingKey: JSONValue = "!TARGETING_KEY_MISSING"

    /// How long a chain of references may be; flagctl's own evaluation gives up on such ones too.
    private static let chainLimit = 64
    /// How deep the answer may nest, so that readers with small stacks get through.
    private static let depthLimit = 200

    private let content: EnvironmentContent
    /// How many parts of logic may still be written for the flag.
    private var budget = 20_000

    init(_ content: EnvironmentContent) { self.content = content }

    /// What a flag serves: a text where everybody gets the same, else an operation.
    mutating func answer(_ version: FlagVersion) throws(ExportRefusal) -> JSONValue {
        var refused: [Inexpressible] = []
        let answer = answer(version, path: [], &refused)
        if refused.isEmpty, answer.depth > Self.depthLimit {
            refused.append(Inexpressible(version.definition.key, nil, Self.tooLarge.reason))
        }
        guard refused.isEmpty else { throw ExportRefusal(list: refused) }
        return answer
    }

    private mutating func answer(
        _ version: FlagVersion, path: [FlagKey], _ refused: inout [Inexpressible]
    ) -> JSONValue {
        let flag = version.definition
        let off = JSONValue.string(flag.offVariant.text)
        if let unknown = version.unknownVariant {
            refused.append(Inexpressible(path.first ?? flag.key, nil, "'\(unknown)' is no variant of \(flag.key)"))
            return off
        }
        guard version.state.enabled else { return off }
        let isMet = requirements(of: flag, path: path + [flag.key], &refused)
        if isMet.bool == false { return off }
        var arguments: [JSONValue] = isMet.bool == true ? [] : [Logic.not(isMet), off]
        for rule in version.state.rules {
            let condition = attempt(path, flag.key, .rule(rule.cohort), &refused) { writer throws(Refusal) in
                try writer.isMember(of: rule.cohort, depth: 0)
            }
            if condition?.bool == false { continue }
            let served = attempt(path, flag.key, .rule(rule.cohort), &refused) { writer throws(Refusal) in
                try writer.serve(rule.serve, of: version)
            }
            guard let condition, let served else { continue }
            if condition.bool == true { return choice(arguments, served) }
            arguments += [condition, served]
        }
        let rest = attempt(path, flag.key, .fallthrough, &refused) { writer throws(Refusal) in
            try writer.serve(version.state.fallthrough, of: version)
        }
        return choice(arguments, rest ?? off)
    }

    private func choice(_ arguments: [JSONValue], _ rest: JSONValue) -> JSONValue {
        arguments.isEmpty ? rest : Logic.operation("if", list: arguments + [rest])
    }

    /// Runs one part of a flag; of a required flag the part is told as the flag's that requires it.
    private mutating func attempt(
        _ path: [FlagKey], _ flag: FlagKey, _ row: Inexpressible.Row, _ refused: inout [Inexpressible],
        _ part: (inout FlagLogic) throws(Refusal) -> JSONValue
    ) -> JSONValue? {
        do throws(Refusal) {
            return try part(&self)
        } catch {
            if let first = path.first {
                refused.append(Inexpressible(first, nil, "it requires \(flag): \(error.reason)"))
            } else {
                refused.append(Inexpressible(flag, row, error.reason))
            }
            return nil
        }
    }

    private mutating func requirements(
        of flag: FeatureFlag, path: [FlagKey], _ refused: inout [Inexpressible]
    ) -> JSONValue {
        var conditions: [JSONValue] = []
        for requirement in flag.requires {
            guard !path.contains(requirement.flag), path.count <= Self.chainLimit else {
                refused.append(Inexpressible(path[0], nil, "its requirements go on without an end"))
                return false
            }
            guard let required = content.flags[requirement.flag] else { return false }
            guard spend(1) else {
                refused.append(Inexpressible(path[0], nil, Self.tooLarge.reason))
                return false
            }
            let served = answer(required, path: path, &refused)
            conditions.append(Self.gives(served, .string(requirement.variant.text)))
        }
        return Logic.all(conditions)
    }

    /// Whether a flag's logic comes to a variant; worked out where it can come to nothing else, or not to it at all.
    private static func gives(_ logic: JSONValue, _ wanted: JSONValue) -> JSONValue {
        let answers = answers(of: logic)
        guard answers.contains(wanted) else { return false }
        return answers.count == 1 ? true : Logic.same(logic, wanted)
    }

    /// Everything that logic of this type's own making can come to.
    private static func answers(of logic: JSONValue) -> Set<JSONValue> {
        if let choices = logic["if"]?.array {
            let results = choices.indices.filter { $0 % 2 == 1 || $0 == choices.count - 1 }
            return results.reduce(into: []) { $0.formUnion(answers(of: choices[$1])) }
        }
        if let parts = logic["fractional"]?.array { return Set(parts.dropFirst().compactMap { $0[0] }) }
        return [logic]
    }

    // MARK: Rows

    private mutating func serve(_ serve: Serve, of version: FlagVersion) throws(Refusal) -> JSONValue {
        let variants = version.definition.variants.map(\.key)
        let allocation = Allocation(serve, variants: variants)
        if let constant = allocation.constant { return .string(constant.text) }
        try require(20 + allocation.segments.count)
        return try Self.split(allocation, by: version.state.bucketBy, salt: version.state.salt)
    }

    /// Weights in thousandths of a percent over salt and value, where there is a value.
    static func split(_ allocation: Allocation, by path: String, salt: String) throws(Refusal) -> JSONValue {
        let value = try ConditionLogic.variable(path)
        let weights = allocation.segments.map { segment -> JSONValue in
            [.string(segment.variant.text), .number(JSONNumber(segment.buckets.count))]
        }
        let key = Logic.operation("cat", .string(salt), value)
        return Logic.operation(
            "if", canBucket(value, path), Logic.operation("fractional", list: [key] + weights), missingKey)
    }

    /// Buckets are drawn by texts that are not empty, and by whole numbers as digits say them.
    ///
    /// Numbers that lose digits, or that some write with an exponent, get no bucket rather than a wrong one.
    static func canBucket(_ value: JSONValue, _ path: String) -> JSONValue {
        let isText = TypeTest.isFilledString(value)
        guard path != FlagState.defaultBucketBy else { return isText }
        let isWhole = Logic.all([
            TypeTest.isNumber(value), Logic.same(Logic.operation("%", value, 1), 0),
            Logic.operation(">", value, .number(JSONNumber(-ConditionLogic.exactLimit))),
            Logic.operation("<", value, .number(JSONNumber(ConditionLogic.exactLimit))),
            Logic.not(Logic.operation("in", "e", Logic.operation("cat", value))),
        ])
        return Logic.any([isText, isWhole])
    }

    // MARK: Conditions

    fileprivate mutating func isMember(of cohort: CohortKey, depth: Int) throws(Refusal) -> JSONValue {
        guard let match = content.cohorts[cohort]?.match else { return false }
        guard depth < Self.chainLimit else { throw Refusal("cohort '\(cohort)': its references go on without an end") }
        do throws(Refusal) {
            return try condition(match, depth: depth)
        } catch {
            throw error.reason.hasPrefix("cohort ") ? error : Refusal("cohort '\(cohort)': \(error.reason)")
        }
    }

    private mutating func condition(_ condition: Condition, depth: Int) throws(Refusal) -> JSONValue {
        try require(1)
        switch condition {
        case .all(let inner): return Logic.all(try conditions(inner, depth: depth))
        case .any(let inner): return Logic.any(try conditions(inner, depth: depth))
        case .not(let inner): return Logic.not(try self.condition(inner, depth: depth))
        case .cohort(let key): return try isMember(of: key, depth: depth + 1)
        case .percentage(let thousandths, let salt): return Self.sample(thousandths, salt: salt)
        case .attribute(let path, let found, let value):
            try require(8 + (value?.array?.count ?? 1))
            return try ConditionLogic.comparison(path, found, value)
        }
    }

    private mutating func conditions(_ list: [Condition], depth: Int) throws(Refusal) -> [JSONValue] {
        var found: [JSONValue] = []
        for inner in list { found.append(try condition(inner, depth: depth)) }
        return found
    }

    /// A random sample, drawn by the targeting key.
    static func sample(_ thousandths: Int, salt: String) -> JSONValue {
        let key = Logic.variable(FlagState.defaultBucketBy)
        switch thousandths {
        case ...0: return false
        case Allocation.bucketCount...: return TypeTest.isFilledString(key)
        default:
            let split = Logic.operation(
                "fractional", Logic.operation("cat", .string(salt), key),
                ["in", .number(JSONNumber(thousandths))],
                ["out", .number(JSONNumber(Allocation.bucketCount - thousandths))])
            return Logic.all([TypeTest.isFilledString(key), Logic.same(split, "in")])
        }
    }

    // MARK: Size

    private static let tooLarge = Refusal("it is too large with cohorts and required flags written out")

    private mutating func require(_ parts: Int) throws(Refusal) {
        guard spend(parts) else { throw Self.tooLarge }
    }

    private mutating func spend(_ parts: Int) -> Bool {
        budget -= parts
        return budget > 0
    }
}

extension FlagLogic {
    /// The logic that holds for a cohort's members; nothing where there is none that says it.
    static func membership(of cohort: CohortKey, in content: EnvironmentContent) -> JSONValue? {
        var writer = FlagLogic(content)
        do throws(Refusal) {
            let logic = try writer.isMember(of: cohort, depth: 0)
            return logic.bool == nil ? logic : nil
        } catch {
            // A cohort that cannot be exported is in no exported file.
            return nil
        }
    }
}

extension JSONValue {
    /// How deep lists and objects nest.
    fileprivate var depth: Int {
        switch self {
        case .array(let list): 1 + (list.map(\.depth).max() ?? 0)
        case .object(let object): 1 + (object.members.map(\.value.depth).max() ?? 0)
        case .null, .bool, .number, .string: 0
        }
    }
}
