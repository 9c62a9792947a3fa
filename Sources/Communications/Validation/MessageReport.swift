import Documents
import FlagModel

/// Reads each template once and collects the findings of rules, with their positions.
final class MessageReport {
    /// A template as messages name it.
    enum Reading {
        /// It can be filled.
        case template(PlanTemplate)
        /// It cannot, which is a finding of its own.
        case broken(TemplateError)
        /// There is none.
        case missing
        /// It was not looked at.
        case unknown
    }

    /// A message, and where it is.
    struct Placed {
        let message: PlanMessage
        let kind: DocumentKind
        let path: JSONPath
    }

    let content: RepositoryContent
    private(set) var findings: [Finding] = []
    private var readings: [String: Reading] = [:]
    private var last: (path: String, document: JSONDocument?)?

    init(_ content: RepositoryContent) { self.content = content }

    /// The plans, with what their files are.
    var plans: [(kind: DocumentKind, plan: RolloutPlan)] {
        content.plans.flatMap { environment, plans in plans.values.map { (.plan(environment, $0.key), $0) } }
    }

    /// The messages of all plans.
    var messages: [Placed] {
        plans.flatMap { kind, plan in
            plan.messages.enumerated().map { Placed(message: $1, kind: kind, path: ["messages", .index($0)]) }
        }
    }

    /// The template of a name.
    func template(_ name: String) -> Reading {
        if let known = readings[name] { return known }
        let reading = read(name)
        readings[name] = reading
        return reading
    }

    private func read(_ name: String) -> Reading {
        let own = content.templates[name]
        guard own != nil || content.isTemplateAbsent(name) else { return .unknown }
        do throws(TemplateError) {
            return try PlanTemplate(name, own: own).map { .template($0) } ?? .missing
        } catch {
            return .broken(error)
        }
    }

    /// Adds what is wrong in a plan's file, at a value; at the message where that has no such member.
    func add(_ rule: String, _ fault: MessageFault, in placed: Placed) {
        add(rule, fault.message, hint: fault.hint, in: placed.kind, at: placed.path + fault.path, else: placed.path)
    }

    /// Adds what is wrong in a plan's file, at a value or in its place at another.
    func add(
        _ rule: String, _ message: String, hint: String?, in kind: DocumentKind, at path: JSONPath, else other: JSONPath
    ) {
        if last?.path != kind.path { last = (kind.path, content.document(at: kind.path)) }
        let document = last?.document
        let node = document?.node(at: path) ?? document?.node(at: other)
        let position = node.flatMap { document?.position(of: $0.range.lowerBound) }
        findings.append(
            Finding(rule: rule, path: kind.path, position: position, message: message, hint: hint))
    }

    /// Adds what is wrong with a repository's own template.
    func add(_ rule: String, _ error: TemplateError, inTemplate name: String) {
        let bytes = content.templates[name] ?? []
        let breaks = bytes.indices.lazy.filter { bytes[$0] == UInt8(ascii: "\n") }
        let start = error.line < 2 ? 0 : (breaks.dropFirst(error.line - 2).first ?? bytes.count - 1) + 1
        findings.append(
            Finding(
                rule: rule, path: TemplatePath.of(name),
                position: SourcePosition(offset: start, line: error.line, column: 1), message: error.message,
                hint: error.hint))
    }
}
