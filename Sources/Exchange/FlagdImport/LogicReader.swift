import Documents
import Evaluation
import FlagModel

/// Reads the targeting of one flag as rows of conditions and answers.
struct LogicReader {
    let flag: FlagKey
    let mode: Bucketing
    let evaluators: JSONObject
    let assumesTypes: Bool
    /// The environment's cohorts by the logic that the export writes for them.
    let cohorts: [JSONValue: CohortKey]
    /// How many shared rules may be looked up, so that ones that refer to each other come to an end.
    private var lookups = 200

    init(
        flag: FlagKey, mode: Bucketing, evaluators: JSONObject, assumesTypes: Bool, cohorts: [JSONValue: CohortKey]
    ) {
        self.flag = flag
        self.mode = mode
        self.evaluators = evaluators
        self.assumesTypes = assumesTypes
        self.cohorts = cohorts
    }

    /// The rows of logic that gives a variant's name; the last one takes everybody who is left.
    mutating func rows(_ logic: JSONValue, under conditions: [Condition]) throws(Refusal) -> [LogicRow] {
        switch logic {
        case .null: return [LogicRow(conditions: conditions, answer: .standard)]
        case .string(let name): return [LogicRow(conditions: conditions, answer: .variant(name))]
        case .bool(let truth): return [LogicRow(conditions: conditions, answer: .variant("\(truth)"))]
        default: break
        }
        let (name, arguments) = try operation(logic)
        switch name {
        case "$ref": return try rows(try shared(arguments), under: conditions)
        case "if", "?:":
            if let split = try guardedSplit(arguments) {
                return [LogicRow(conditions: conditions, answer: .split(split))]
            }
            return try choice(arguments, under: conditions)
        case "fractional":
            return [LogicRow(conditions: conditions, answer: .split(try split(arguments)))]
        case "===", "!==", "in", "!", "!!":
            let yes = try condition(logic)
            return [
                LogicRow(conditions: conditions + [yes], answer: .variant("true")),
                LogicRow(conditions: conditions, answer: .variant("false")),
            ]
        default: throw Refusal("'\(name)' gives no variant's name for sure")
        }
    }

    private mutating func choice(
        _ arguments: [JSONValue], under conditions: [Condition]
    ) throws(Refusal) -> [LogicRow] {
        var found: [LogicRow] = []
        var index = 0
        while index + 1 < arguments.count {
            let isMember: Condition
            if let cohort = cohorts[arguments[index]] {
                isMember = .cohort(cohort)
            } else {
                isMember = try condition(arguments[index])
            }
            found += try rows(arguments[index + 1], under: conditions + [isMember])
            index += 2
        }
        return found + (try rows(index < arguments.count ? arguments[index] : .null, under: conditions))
    }

    /// The one operation of a piece of logic, with its arguments.
    func operation(_ logic: JSONValue) throws(Refusal) -> (name: String, arguments: [JSONValue]) {
        guard let object = logic.object, object.count == 1 else {
            throw Refusal("'\(Self.short(logic))' is no operation")
        }
        let (name, value) = object.members[0]
        return (name, value.array ?? [value])
    }

    /// A rule of `$evaluators`.
    mutating func shared(_ arguments: [JSONValue]) throws(Refusal) -> JSONValue {
        lookups -= 1
        guard lookups > 0 else { throw Refusal("its shared rules go in a circle") }
        guard let name = arguments.first?.string, let rule = evaluators[name] else {
            throw Refusal("there is no shared rule '\(arguments.first?.string ?? "")' in $evaluators")
        }
        return rule
    }

    // MARK: Weights

    /// The export's form: the split where there is something to draw by, else a name that no variant has.
    private func guardedSplit(_ arguments: [JSONValue]) throws(Refusal) -> LogicRow.Split? {
        guard arguments.count == 3, arguments[2] == FlagLogic.missingKey,
            let inner = arguments[1]["fractional"]?.array
        else { return nil }
        let split = try split(inner)
        guard arguments[0] == FlagLogic.canBucket(Logic.variable(split.path), split.path) else { return nil }
        return split
    }

    private func split(_ arguments: [JSONValue]) throws(Refusal) -> LogicRow.Split {
        let (salt, path, rest) = try key(arguments)
        var parts: [(variant: VariantKey, weight: Int)] = []
        for part in rest {
            guard let name = part[0]?.string, let variant = VariantKey(name),
                let weight = part[1] == nil ? 1 : part[1]?.number?.int, weight >= 0, weight <= Int32.max
            else { throw Refusal("'fractional' has a part that is no variant with a whole weight") }
            if parts.contains(where: { $0.variant == variant }) {
                throw Refusal("'fractional' names variant '\(variant)' twice")
            }
            if weight > 0 { parts.append((variant, weight)) }
        }
        let sum = parts.reduce(0) { $0 + $1.weight }
        guard sum > 0 else { throw Refusal("the weights of 'fractional' add up to nothing") }
        var weights: [Weight] = []
        for part in parts {
            let (thousandths, rest) = (part.weight * Thousandths.whole).quotientAndRemainder(dividingBy: sum)
            guard rest == 0 else {
                throw Refusal("weight \(part.weight) of \(sum) is no percentage with three decimals")
            }
            weights.append(Weight(variant: part.variant, thousandths: thousandths))
        }
        return LogicRow.Split(path: path, salt: salt, weights: weights)
    }

    /// What is hashed: salt and attribute, and the parts that follow.
    private func key(_ arguments: [JSONValue]) throws(Refusal) -> (String, String, [JSONValue]) {
        guard let first = arguments.first else { throw Refusal("'fractional' has no parts") }
        if first.array != nil {
            guard mode == .flagdV2 else {
                throw Refusal(
                    "'fractional' without a key hashes a list of two texts; "
                        + #"write {"cat": [{"var": "$flagd.flagKey"}, {"var": "targetingKey"}]} before the weights"#)
            }
            return (flag.text, FlagState.defaultBucketBy, arguments)
        }
        guard let words = first["cat"]?.array, words.count == 2, let path = Self.path(words[1]) else {
            throw Refusal("'fractional' is keyed by something else than a salt and an attribute")
        }
        let isKey = words[0]["var"]?.string == "$flagd.flagKey"
        guard let salt = isKey ? flag.text : words[0].string, !salt.allSatisfy(\.isWhitespace) else {
            throw Refusal("'fractional' is keyed without a salt")
        }
        return (salt, path, Array(arguments.dropFirst()))
    }

    // MARK: Attributes

    /// The attribute that a `var` without a default names.
    static func path(_ logic: JSONValue) -> String? {
        guard let name = logic.object?.count == 1 ? logic["var"] : nil else { return nil }
        guard let path = name.string ?? (name.array?.count == 1 ? name[0]?.string : nil),
            path.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
            !path.hasPrefix("$flagd")
        else { return nil }
        return path
    }

    static func short(_ logic: JSONValue) -> String {
        let text = CanonicalJSON.compact(logic)
        return text.utf8.count > 80 ? String(text.prefix(77)) + "…" : text
    }
}
