import Evaluation
import FlagModel
import FlagRepository
import Git

/// What is known of a step when its scopes are judged one by one.
struct Judgement {
    /// What a step does to the exposure of an environment, as its policy sees it.
    enum Effect {
        case neutral, lowering, raising
        /// It raises, or may do so, but only back to what was approved before.
        case restoring
        /// It is a step of a rollout plan whose approval holds.
        case planned
    }

    let step: Verifier.Step
    let rules: Rulebook
    let statements: [FiledStatement]
    let time: Timestamp
    /// People who wrote the step.
    let authors: Set<PersonKey>
    /// Their addresses, in lower case.
    let authorEmails: Set<String>
    let details: MessageDetails
    let analysis: ImpactAnalysis
    let isGovernanceNeutral: Bool
    /// The contents of environments whose exposure may rise, before the step.
    private(set) var before: [EnvironmentKey: ChainState.Content] = [:]
    private var effects: [EnvironmentKey: Effect] = [:]

    init(
        _ verifier: borrowing Verifier, _ step: Verifier.Step, _ delta: StepDelta, _ rules: Rulebook,
        _ statements: [FiledStatement], authors emails: Set<String>, _ time: Timestamp
    ) throws {
        self.step = step
        self.rules = rules
        self.statements = statements
        self.time = time
        details = MessageDetails(message: step.commit.message)
        let repository = verifier.repository
        let base = repository.snapshot(at: step.parent.id, with: step.parent.tree)
        let result = repository.snapshot(at: step.commit.id, with: step.commit.tree)
        let isAsked = !rules.asking.isEmpty
        let changes = isAsked ? try repository.changes(from: base, to: result) : []
        let dated = Timestamp(unixSeconds: Int(step.commit.committer.time))
        analysis = try ImpactAnalysis(
            from: base, to: result, changes: changes.filter(\.document.isEvaluated),
            authors: emails.isEmpty ? nil : Set(emails.map { $0.lowercased() }),
            now: min(dated, verifier.request.now))
        isGovernanceNeutral = Self.isNeutral(delta.governance, changes)
        authorEmails = emails
        authors = Set(emails.compactMap { rules.people?.person(email: $0)?.key })
        for environment in rules.asking.map(\.key) {
            switch analysis.classifications[environment] ?? .neutral {
            case .neutral: effects[environment] = .neutral
            case .lowering: effects[environment] = .lowering
            case .raising:
                before[environment] = try verifier.content(of: environment, in: step.parent.tree)
                let after = try verifier.content(of: environment, in: step.commit.tree)
                effects[environment] =
                    analysis.planned.contains(environment)
                    ? .planned
                    : verifier.state.undo[environment] == after && !analysis.changesRuns(of: environment)
                        ? .restoring : .raising
            }
        }
    }

    func effect(in environment: EnvironmentKey) -> Effect { effects[environment] ?? .neutral }

    /// Only what no policy depends on: an environment's name and numbers, or an environment that is new.
    private static func isNeutral(_ files: [PathChange], _ changes: [FlagChange]) -> Bool {
        files.allSatisfy { file in
            guard case .environment? = DocumentKind(path: file.path), file.after != nil else { return false }
            if file.before == nil { return true }
            let fields = changes.filter { $0.document.path == file.path }
            // A change that nobody can see as fields, such as one of the mode, proves nothing.
            return file.before?.mode == file.after?.mode && !fields.contains(where: \.changesGovernance)
        }
    }
}

extension DocumentKind {
    /// Whether evaluation reads it, or the runs of rollouts that change what evaluation reads.
    var isEvaluated: Bool {
        switch self {
        case .flag, .state, .cohort, .status: true
        default: false
        }
    }
}

extension Verifier {
    /// All that evaluation in an environment depends on.
    func content(of environment: EnvironmentKey, in tree: ObjectID) throws(GitError) -> ChainState.Content {
        ChainState.Content(
            environment: try manifests.digest(of: .environment(environment), in: tree),
            flags: try manifests.digest(of: .flags, in: tree))
    }
}
