public import Documents
public import FlagModel

/// Checks what messages of plans need besides what ``Validation`` sees: templates and time zones.
public enum MessageValidation {
    private static let rules: [any MessageRule.Type] = [
        PlanMessageTemplate.self, PlanMessageValues.self, PlanTimeZone.self, UnreadableTemplate.self,
    ]

    /// The names of the rules, sorted.
    public static var ruleNames: [String] { rules.map { $0.id }.sorted() }

    /// Everything that is wrong, sorted by path, position and rule.
    ///
    /// - Parameter content: the files; rules about files that partial content does not have are silent.
    public static func findings(in content: RepositoryContent) -> [Finding] {
        guard !content.plans.isEmpty || !content.templates.isEmpty else { return [] }
        let report = MessageReport(content)
        for rule in rules { rule.check(report) }
        return report.findings.sorted()
    }
}

/// A rule about messages of plans.
protocol MessageRule: SendableMetatype {
    /// The name that findings of the rule carry.
    static var id: String { get }

    /// Reports everything that breaks the rule.
    static func check(_ report: MessageReport)
}
