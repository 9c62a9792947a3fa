import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git

/// What a user gets: one flag or all of an environment, for one context, now or at another time.
public struct EvaluateFlags: Sendable {
    /// The flag; all where nothing is given.
    public var key: String?
    /// The environment.
    public var environment: String
    /// Who asks, and what is known about them.
    public var context: ContextText
    /// Whether every step is told.
    public var explains: Bool
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names flag, environment and context.
    public init(
        _ key: String?, in environment: String, for context: ContextText, explains: Bool = false, at: String? = nil
    ) {
        self.key = key
        self.environment = environment
        self.context = context
        self.explains = explains
        self.at = at
    }

    /// Evaluates. Where a flag has no answer, its report says so with an error code; nothing is thrown then.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session) throws -> EvaluationReport {
        let context = try context.parsed()
        let repository = try session.repository()
        let tip = try at.map { try repository.commitID(at: $0) } ?? repository.headCommit()
        let snapshot = try repository.snapshot(at: tip)
        let environment = try snapshot.environmentKey(environment)
        let keys = try key.map { [$0] } ?? snapshot.stateKeys(in: environment).map(\.text)
        let inputs = try EvaluationInputs(of: keys, in: environment, snapshot)
        let steps = at == nil ? [:] : try inputs.newestSteps(History(of: repository, endingWith: tip))
        let flags = try keys.map { key in
            let (evaluation, explanation) = inputs.compiled.explain(key, for: context)
            return FlagEvaluationReport(
                evaluation, environment: environment, explanation: explains ? explanation : nil,
                since: steps[key].map { CommitReport($0.commit) },
                isCutOff: at != nil && steps[key] == nil && repository.git.isShallow,
                message: try message(evaluation, explanation, environment, snapshot))
        }
        return EvaluationReport(commit: tip.hex, environment: environment.text, isSingle: key != nil, flags: flags)
    }

    /// Why there is no answer.
    private func message(
        _ evaluation: FlagEvaluation, _ steps: [ExplanationStep], _ environment: EnvironmentKey, _ snapshot: Snapshot
    ) throws -> String? {
        guard evaluation.errorCode != nil else { return nil }
        guard evaluation.errorCode == .flagNotFound else { return steps.last.map(\.event.text) }
        guard let key = FlagKey(evaluation.key), try snapshot.document(.flag(key)) != nil else {
            let near = nearest(evaluation.key, among: try snapshot.flagKeys().map(\.text))
            return "there is no flag '\(evaluation.key)'" + (near.map { "; did you mean '\($0)'?" } ?? "")
        }
        return "flag '\(key)' does not exist in \(environment)"
    }
}
