import Documents
import Evaluation
import FlagModel
import FlagRepository

/// What many users get: every flag of an environment for one context after the other.
public struct EvaluateContexts: Sendable {
    /// The environment.
    public var environment: String
    /// JSON Lines: a context on each line.
    public var contexts: ContextText
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names environment and contexts.
    public init(in environment: String, for contexts: ContextText, at: String? = nil) {
        self.environment = environment
        self.contexts = contexts
        self.at = at
    }

    /// Hands out a line for each context, in their order: `{"flags": [{"key", "variant", "value", "reason", "errorCode"}]}`.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; one that names the line that is no context.
    public func run(_ session: Session, _ write: (String) -> Void) throws {
        let snapshot = try session.snapshot(at: at)
        let environment = try snapshot.environmentKey(environment)
        let keys = try snapshot.stateKeys(in: environment).map(\.text)
        let compiled = try EvaluationInputs(of: keys, in: environment, snapshot).compiled
        let lines = contexts.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            let context = try ContextText(Array(line), from: "\(contexts.source), line \(index + 1)").parsed()
            let flags = keys.map { key in
                FlagEvaluationReport(
                    compiled.evaluate(key, for: context), environment: environment, explanation: nil, since: nil,
                    message: nil
                ).json
            }
            write(CanonicalJSON.compact(["flags": .array(flags)]))
        }
    }
}
