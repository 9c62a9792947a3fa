import Documents

/// The forms that a condition can have, with their members.
private enum ConditionForm: String, CaseIterable {
    case all, any, not, attribute, cohort, percentage

    var members: [String] {
        switch self {
        case .attribute: ["attribute", "operator", "value"]
        case .percentage: ["percentage", "salt"]
        case .all, .any, .not, .cohort: [rawValue]
        }
    }

    /// Whether the form joins other conditions, rather than being a leaf.
    var isJoin: Bool { self == .all || self == .any || self == .not }

    static let knownMembers = allCases.flatMap(\.members)
}

extension Decoding {
    /// A condition inside `depth` joins, which nest at most to `Condition.depthLimit`.
    func condition(_ node: JSONNode, depth: Int = 0) -> Condition? {
        guard let object = ObjectReader(node, "a condition", members: ConditionForm.knownMembers, in: self) else {
            return nil
        }
        let forms = ConditionForm.allCases.filter { $0.members.contains { object[$0] != nil } }
        guard let form = forms.first, forms.count == 1 else {
            report(forms.isEmpty ? .noForm : .severalForms(forms.map(\.rawValue)), at: node)
            return nil
        }
        if form.isJoin, depth >= Condition.depthLimit {
            report(.tooDeep, at: node)
            return nil
        }
        switch form {
        case .all: return object.required("all") { conditions($0, depth) }.map { .all($0) }
        case .any: return object.required("any") { conditions($0, depth) }.map { .any($0) }
        case .not: return object.required("not") { condition($0, depth: depth + 1) }.map { .not($0) }
        case .cohort: return object.required("cohort", key).map { .cohort($0) }
        case .attribute: return comparison(object)
        case .percentage: return sample(object)
        }
    }

    private func conditions(_ node: JSONNode, _ depth: Int) -> [Condition]? {
        guard let conditions = list(node, { condition($0, depth: depth + 1) }) else { return nil }
        if node.array?.isEmpty == true {
            report(.emptyList, at: node)
            return nil
        }
        return conditions
    }

    private func sample(_ object: ObjectReader) -> Condition? {
        let percent = object.required("percentage") { percentage($0, rule: "percentage-range", noun: "percentage") }
        let salt = object.required("salt", text)
        guard let percent, let salt else { return nil }
        return .percentage(thousandths: percent, salt: salt)
    }
}

extension Problem {
    fileprivate static var tooDeep: Problem {
        Problem(
            "condition-depth", "conditions nest deeper than \(Condition.depthLimit)",
            hint: "move a part of it into a cohort of its own and refer to that")
    }

    fileprivate static var noForm: Problem {
        Problem(
            "condition-form", "the condition says nothing",
            hint: "a condition has one of \(listed(ConditionForm.allCases.map(\.rawValue), by: "or"))")
    }

    fileprivate static func severalForms(_ forms: [String]) -> Problem {
        Problem("condition-form", "a condition has one form, this one has \(listed(forms))", hint: "join them by 'all'")
    }

    fileprivate static var emptyList: Problem {
        Problem("empty-list", "the list of conditions is empty", hint: "name at least one condition")
    }
}
