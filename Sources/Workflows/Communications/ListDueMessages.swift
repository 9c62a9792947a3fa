import Communications
import FlagModel
import FlagRepository

/// What goes out when: messages that are due, that come next, and that somebody has to look at.
public struct ListDueMessages: Sendable {
    /// The plan; all where nothing is given.
    public var plan: String?
    /// The environment; all where nothing is given.
    public var environment: String?
    /// Whether what is settled is listed too.
    public var all: Bool

    /// Names what to list.
    public init(of plan: String? = nil, in environment: String? = nil, all: Bool = false) {
        self.plan = plan
        self.environment = environment
        self.all = all
    }

    /// Reads it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> DueReport {
        let base = try session.repository().head()
        _ = try base.settings()
        let places = try environment.map { [try base.environmentKey($0)] } ?? base.environmentKeys()
        try base.requirePlan(named: plan, in: places)
        let plans = try PlanMessages.plans(in: places, base).filter { found in
            plan.map { $0 == found.plan.text } ?? true
        }
        var report = DueReport(time: session.now)
        report.isShared = try SharedBranch(session).upstream != nil
        var templates = KnownTemplates()
        for (environment, plan) in plans {
            let messages: PlanMessages
            do {
                guard let found = try PlanMessages(plan, in: environment, base, now: session.now) else { continue }
                messages = found
            } catch {
                report.unread.append(PlanFailure(plan, in: environment, Failure(error)))
                continue
            }
            report.rows += try messages.schedule.deliveries.map { delivery in
                try DueReport.Row(delivery, of: messages, by: &templates)
            }
            if all { report.rows += DueReport.Row.settled(messages) }
        }
        report.rows = report.rows.filter { all || !$0.isSettled }.sorted()
        return report
    }
}
