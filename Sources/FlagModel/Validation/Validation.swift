public import Documents

/// Checks the files of a flag repository, one by one and against each other.
public enum Validation {
    private static let rules: [any ValidationRule.Type] = [
        ApprovalsOutOfReach.self, ArchivedEnabled.self, CaseCollision.self, CohortCycle.self,
        DeliveriesWithoutPlan.self,
        DuplicateGroup.self, DuplicatePerson.self, EnvironmentOrder.self, EnvironmentVariableCollision.self,
        Expired.self, FailOpen.self,
        ForgeAccounts.self, ForgeKeys.self, FreezeOrder.self, InvalidSSHKey.self, MissingEnvironment.self,
        PlanArguments.self, PlanContradictedTick.self, PlanHoldWindow.self, PlanKeptCohort.self, PlanMessageCycle.self,
        PlanMinSamples.self, PlanMissingState.self, PlanReleaseDelay.self, PlanThresholds.self,
        PlanUndefinedChannel.self, PlanUndefinedCohort.self, PlanUndefinedFlag.self, PlanUndefinedGroup.self,
        PlanUndefinedMessage.self, PlanUndefinedMetric.self, PlanUndefinedPhase.self, PlanUnheldRole.self,
        PlanUnknownVariant.self,
        PlanUnreachablePhase.self, PlanUnscheduledMessage.self,
        RequiresCycle.self, RequiresMissingState.self, RequiresOffVariant.self, SharedSSHKey.self, SharesSum.self,
        StatusUnknownPhase.self, StatusWithoutPlan.self,
        UndefinedCohort.self, UndefinedFlag.self, UndefinedPerson.self, UnheldRole.self, UnknownVariant.self,
    ]

    /// The names of the rules about what files say of each other, sorted.
    public static var ruleNames: [String] { rules.map { $0.id }.sorted() }

    /// The names of those about messages of plans and checks that wait for one, sorted.
    public static let messageRuleNames = [
        PlanMessageCycle.id, PlanUndefinedChannel.id, PlanUndefinedGroup.id, PlanUndefinedMessage.id,
    ]

    /// Everything that is wrong, sorted by path, position and rule.
    ///
    /// - Parameters:
    ///   - content: The files; rules about files that partial content does not have are silent.
    ///   - today: The day that expiry is measured by; nothing expires without one.
    ///   - touching: Where given, only findings in these files, and those that a change to one of them may have
    ///     caused elsewhere.
    public static func findings(
        in content: RepositoryContent, today: CalendarDate? = nil, touching: Set<String>? = nil
    ) -> [Finding] {
        let report = ValidationReport(content, today: today, touching: touching)
        for rule in rules { rule.check(content, report) }
        let problems = content.problems.filter { touching?.contains($0.path) ?? true }
        return (problems + report.findings).sorted()
    }
}
