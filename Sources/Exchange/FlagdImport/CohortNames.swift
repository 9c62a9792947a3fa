import Documents
import Evaluation
import FlagModel

/// The cohorts of an environment and those that an import adds to them.
struct CohortNames {
    /// The environment's cohorts by the logic that the export writes for them.
    let byLogic: [JSONValue: CohortKey]
    /// The cohorts that were added, in order.
    private(set) var made: [Cohort] = []
    private var byMatch: [Condition: CohortKey] = [:]
    private var taken: Set<String>

    init(_ content: EnvironmentContent) {
        var byLogic: [JSONValue: CohortKey] = [:]
        for key in content.cohorts.keys.sorted().reversed() {
            if let logic = FlagLogic.membership(of: key, in: content) { byLogic[logic] = key }
            if let match = content.cohorts[key]?.match { byMatch[match] = key }
        }
        self.byLogic = byLogic
        taken = Set(content.cohorts.keys.map { $0.text.lowercased() })
    }

    /// The cohort of a condition; a new one is called after the flag that first needs it.
    mutating func cohort(for condition: Condition, of flag: FlagKey) throws(Refusal) -> CohortKey {
        if case .cohort(let key) = condition { return key }
        if let known = byMatch[condition] { return known }
        guard condition.depth <= Condition.depthLimit else {
            throw Refusal("its conditions nest deeper than \(Condition.depthLimit)")
        }
        var number = 1
        while true {
            let name = "\(flag.text.prefix(120))-\(number)"
            if let key = CohortKey(name), taken.insert(name.lowercased()).inserted {
                byMatch[condition] = key
                made.append(
                    Cohort(key: key, description: "Imported from flagd with the flag \(flag)", match: condition))
                return key
            }
            number += 1
        }
    }
}

extension Condition {
    /// How deep `all`, `any` and `not` nest in it.
    fileprivate var depth: Int {
        switch self {
        case .all(let list), .any(let list): 1 + (list.map(\.depth).max() ?? 0)
        case .not(let inner): 1 + inner.depth
        case .attribute, .cohort, .percentage: 0
        }
    }
}
