import FlagModel
import FlagRepository
import Git

/// What messages are made of and somebody changed without committing it: messages follow from the commit.
public struct UncommittedSources: Sendable {
    /// The plan; all where nothing is given.
    public var plan: String?
    /// The environment; all where nothing is given.
    public var environment: String?

    /// Names the plans whose messages are asked for.
    public init(of plan: String?, in environment: String?) {
        self.plan = plan
        self.environment = environment
    }

    /// A sentence about them; nothing where all is committed.
    ///
    /// - Throws: a failure where the commit cannot be read.
    public func note(_ session: Session) throws -> String? {
        let base = try session.repository().head()
        let places = try base.environmentKeys().filter { environment == nil || $0.text == environment }
        let plans = try PlanMessages.plans(in: places, base).filter { plan == nil || $0.plan.text == plan }
        let others = [PlanMessage.changeTemplate, ShowDigest.template].map(TemplatePath.of)
        var paths = Set([DocumentKind.channels.path, DocumentKind.people.path] + others)
        for (environment, key) in plans {
            paths.insert(DocumentKind.plan(environment, key).path)
            paths.formUnion(try templates(of: key, in: environment, base).map(TemplatePath.of))
        }
        let dirty = try base.dirtyPaths(among: paths.sorted()).map(\.path)
        guard let first = dirty.first else { return nil }
        let rest = dirty.count - 1
        let what = rest == 0 ? "'\(first)' has" : "'\(first)' and \(counted(rest, "other file")) have"
        return "\(what) changes that are not committed: messages follow from the commit"
    }

    private func templates(of plan: PlanKey, in environment: EnvironmentKey, _ base: Snapshot) throws -> [String] {
        do {
            return try base.plan(plan, in: environment)?.messages.map(\.template) ?? []
        } catch RepositoryError.invalid {
            // Whoever asks for the plan's messages is told what is wrong with it.
            return []
        }
    }
}
