import FlagModel

/// Compares the policies of two versions of the rules.
enum PolicyVersions {
    /// Environments whose policy changes without its version rising by exactly one, and why.
    static func problems(from old: Rulebook, to new: Rulebook) -> [(environment: EnvironmentKey, why: String)] {
        var problems: [(environment: EnvironmentKey, why: String)] = []
        for (key, before) in old.environments.sorted(by: { $0.key < $1.key }) {
            guard let after = new.environments[key], before.policy != after.policy else { continue }
            let version = before.policy?.version ?? 0
            guard let policy = after.policy else {
                problems.append((key, "the policy is removed; keep it with \"version\": \(version + 1)"))
                continue
            }
            // The first policy may begin without a number.
            if before.policy == nil, policy.version ?? 1 == 1 { continue }
            if policy.version != version + 1 {
                let found = policy.version.map { "it is \($0)" } ?? "there is none"
                problems.append((key, "the version has to become \(version + 1), and \(found)"))
            }
        }
        return problems
    }
}
