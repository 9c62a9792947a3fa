import Documents

/// Refuses freezes that end before they begin.
///
/// Such a freeze would freeze nothing, which is not what its author counts on.
enum FreezeOrder: ValidationRule {
    static let id = "freeze-order"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for (key, environment) in content.environments {
            for (index, freeze) in (environment.policy?.freezes ?? []).enumerated() where freeze.from >= freeze.to {
                report.add(
                    .freezeOrder(freeze), in: .environment(key), at: .value(["policy", "freezes", .index(index), "to"]))
            }
        }
    }
}

extension Problem {
    fileprivate static func freezeOrder(_ freeze: Freeze) -> Problem {
        Problem(FreezeOrder.id, "the freeze ends at \(freeze.to), not after it begins at \(freeze.from)")
    }
}
