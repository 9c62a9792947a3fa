import Documents
import Evaluation

/// An evaluation context as it was given: JSON from somewhere, and perhaps a targeting key beside it.
public struct ContextText: Sendable {
    /// The JSON.
    public var bytes: [UInt8]
    /// Where it comes from, for messages: a file's name, or `--context`.
    public var source: String
    /// A targeting key that counts instead of the JSON's own.
    public var targetingKey: String?

    /// Joins them.
    public init(_ bytes: [UInt8] = Array("{}".utf8), from source: String = "--context", targetingKey: String? = nil) {
        self.bytes = bytes
        self.source = source
        self.targetingKey = targetingKey
    }

    /// The context.
    ///
    /// - Throws: a ``Failure`` with the place of the mistake.
    func parsed() throws -> EvaluationContext {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(parsing: bytes)
        } catch {
            throw failure(Finding(error, path: source))
        }
        guard var context = EvaluationContext(document.value) else {
            throw failure(
                "a context is a JSON object, not \(document.root.kindName)",
                at: document.position(of: document.root.range.lowerBound))
        }
        if let node = document.root[member: "targetingKey"], node.string == nil, !node.value.isNull {
            throw failure(
                "'targetingKey' is a string, not \(node.kindName)",
                at: document.position(of: node.range.lowerBound))
        }
        if let targetingKey { context.targetingKey = targetingKey }
        return context
    }

    private func failure(_ message: String, at position: SourcePosition) -> Failure {
        failure(Finding(severity: .error, rule: "context", path: source, position: position, message: message))
    }

    private func failure(_ finding: Finding) -> Failure {
        Failure(
            "bad-context", "the evaluation context cannot be read",
            hint: finding.hint ?? #"write it as --context '{"targetingKey": "user-42", "beta": true}', or @FILE, or -"#,
            status: .usage, findings: [finding])
    }
}
