import Documents

/// Refuses two flags with one environment variable.
///
/// In a dotenv file the value of one would be the value of both.
enum EnvironmentVariableCollision: ValidationRule {
    static let id = "environment-variable-collision"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var owners: [String: [FlagKey]] = [:]
        for (key, flag) in content.flags {
            if let name = flag.environmentVariable { owners[name, default: []].append(key) }
        }
        for (name, keys) in owners where keys.count > 1 {
            let sorted = keys.sorted()
            for key in sorted.dropFirst() {
                report.add(
                    .collision(name, sorted[0]), in: .flag(key), at: .value(["environmentVariable"]),
                    concerned: [.flag(sorted[0])])
            }
        }
    }
}

extension Problem {
    fileprivate static func collision(_ name: String, _ other: FlagKey) -> Problem {
        Problem(EnvironmentVariableCollision.id, "environment variable '\(name)' is that of flag '\(other)' too")
    }
}
