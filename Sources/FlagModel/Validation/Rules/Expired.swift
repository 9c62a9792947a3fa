import Documents

/// Warns about flags whose last day has passed.
///
/// A flag that nobody removes is a branch in the code that nobody tests.
enum Expired: ValidationRule {
    static let id = "expired"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let today = report.today else { return }
        for (key, flag) in content.flags {
            guard let lifecycle = flag.lifecycle, lifecycle.stage != .archived, let expires = lifecycle.expires,
                expires < today
            else { continue }
            report.add(.expired(key, expires), in: .flag(key), at: .value(["lifecycle", "expires"]))
        }
    }
}

extension Problem {
    fileprivate static func expired(_ key: FlagKey, _ expires: CalendarDate) -> Problem {
        Problem(
            Expired.id, "flag '\(key)' expired on \(expires)", severity: .warning,
            hint: "remove it from the code, then: flagctl archive \(key)")
    }
}
