import Documents

/// Refuses keys that differ only in case.
///
/// Their files would be one file on macOS and Windows, where a checkout then silently loses one of them.
enum CaseCollision: ValidationRule {
    static let id = "case-collision"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var flags: [String] = []
        var states: [EnvironmentKey: [String]] = [:]
        var cohorts: [EnvironmentKey: [String]] = [:]
        for kind in content.documents {
            switch kind {
            case .flag(let key): flags.append(key.text)
            case .state(let environment, let key): states[environment, default: []].append(key.text)
            case .cohort(let environment, let key): cohorts[environment, default: []].append(key.text)
            default: break
            }
        }
        collisions(flags, "key", report) { FlagKey($0).map { .flag($0) } }
        collisions(content.environmentKeys.map(\.text), "key", report) { EnvironmentKey($0).map { .environment($0) } }
        for (environment, keys) in states {
            collisions(keys, "flag", report) { FlagKey($0).map { .state(environment, $0) } }
        }
        for (environment, keys) in cohorts {
            collisions(keys, "key", report) { CohortKey($0).map { .cohort(environment, $0) } }
        }
    }

    private static func collisions(
        _ keys: [String], _ member: String, _ report: ValidationReport, _ kind: (String) -> DocumentKind?
    ) {
        // Grouped by hash first: a dictionary of 10,000 lower-case keys is made faster than the keys are sorted.
        var groups: [String: [String]] = [:]
        groups.reserveCapacity(keys.count)
        for key in keys { groups[key.lowercased(), default: []].append(key) }
        for group in groups.values where group.count > 1 {
            let sorted = group.sorted()
            guard let first = kind(sorted[0]) else { continue }
            for key in sorted.dropFirst() {
                guard let other = kind(key) else { continue }
                report.add(
                    .caseCollision(key, sorted[0]), in: other, at: .value([.member(member)]), concerned: [first])
            }
        }
    }
}

extension Problem {
    fileprivate static func caseCollision(_ key: String, _ other: String) -> Problem {
        Problem(
            CaseCollision.id, "key '\(key)' differs from '\(other)' only in case",
            hint: "rename one of them: their files are the same file on macOS and Windows")
    }
}
