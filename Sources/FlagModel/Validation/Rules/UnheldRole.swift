import Documents

/// Warns where a policy asks for a role that nobody in people.json holds.
///
/// Likely a misspelt role, and an approval that nobody can give.
enum UnheldRole: ValidationRule {
    static let id = "unheld-role"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        let held = Set(people.people.flatMap(\.roles))
        for (key, environment) in content.environments {
            for (index, role) in (environment.policy?.approvals?.roles ?? []).enumerated() where !held.contains(role) {
                report.add(
                    .unheldRole(role, hint: nearHint(role, among: held.sorted())), in: .environment(key),
                    at: .value(["policy", "approvals", "roles", .index(index)]), concerned: [.people])
            }
        }
    }
}

extension Problem {
    fileprivate static func unheldRole(_ role: String, hint: String?) -> Problem {
        Problem(UnheldRole.id, "nobody in people.json holds the role '\(role)'", severity: .warning, hint: hint)
    }
}
