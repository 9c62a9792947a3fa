import Documents
import Evaluation
import Exchange
import FlagModel
import FlagRepository

/// Evaluates every flag of an environment for many contexts, one JSON document a line.
public struct EvaluateContexts: Sendable {
    /// The environment.
    public var environment: String
    /// JSON Lines: a context on each line.
    public var contexts: String
    /// The revision or date; HEAD where nothing is given.
    public var at: String?

    /// Names environment and contexts.
    public init(in environment: String, contexts: String, at: String? = nil) {
        self.environment = environment
        self.contexts = contexts
        self.at = at
    }

    /// Hands out a line for each context, in their order: `{"flags": [{"key", "variant", "value", "reason", "errorCode"}]}`.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes; one with the line that is no context.
    public func run(_ session: Session, _ write: (String) -> Void) throws {
        let snapshot = try session.snapshot(at: at)
        let content = try snapshot.content(of: try snapshot.environmentKey(environment))
        let compiled = CompiledEnvironment(
            flags: Array(content.flags.values), cohorts: Array(content.cohorts.values), mode: content.bucketing)
        for (index, line) in contexts.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.isEmpty { continue }
            let context = try context(String(line), number: index + 1)
            let flags = compiled.evaluateAll(for: context).map(\.line)
            write(CanonicalJSON.compact(["flags": .array(flags)]))
        }
    }

    private func context(_ line: String, number: Int) throws -> EvaluationContext {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONDocument(parsing: Array(line.utf8)).value
        } catch {
            throw Failure(
                error.rule, "--contexts, line \(number), column \(error.position.column): \(error.message)",
                hint: error.hint, status: .usage)
        }
        guard let context = EvaluationContext(value) else {
            throw Failure("invalid-context", "--contexts, line \(number) is no object", status: .usage)
        }
        return context
    }
}

extension FlagEvaluation {
    fileprivate var line: JSONValue {
        JSONFields.build { fields in
            fields.add("key", key)
            fields.add("variant", answer?.variant.text)
            fields.add("value", answer?.value)
            fields.add("reason", reason.rawValue)
            fields.add("errorCode", errorCode?.rawValue)
        }
    }
}
