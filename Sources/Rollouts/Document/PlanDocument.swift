public import Documents
public import FlagModel

/// A rollout plan as the document that stakeholders read: values in, Markdown out.
///
/// The shape is that of plans which teams write by hand: what is ticked there by somebody is ticked here by plan and
/// status, and people stand where percentages do (docs/decisions/0042-a-plan-document-is-what-the-commits-say.md).
public struct PlanDocument: Sendable {
    /// How many people a step reaches.
    public struct Reach: Sendable, Hashable {
        /// The flag.
        public let flag: FlagKey
        /// How much of everybody is served anything but the off variant, in thousandths of a percent, where it is known.
        public let thousandths: Int?
        /// The same in people.
        public let people: Int?

        /// Joins a flag and how many it reaches.
        public init(flag: FlagKey, thousandths: Int?, people: Int?) {
            self.flag = flag
            self.thousandths = thousandths
            self.people = people
        }
    }

    /// The plan.
    public var plan: RolloutPlan
    /// The environment.
    public var environment: EnvironmentKey
    /// Where its newest run stands; nothing where none was started.
    public var status: RolloutStatus?
    /// The plan's free members, for the lines below the title.
    public var metadata: JSONValue?
    /// What is measured, for units.
    public var catalog: MetricsCatalog?
    /// Who the audiences are.
    public var people: People?
    /// What channels are called.
    public var channels: Channels?
    /// The checks that hold.
    public var checks: Set<TaskCheck> = []
    /// Whom each step of a phase reaches, in the order of its steps.
    public var reach: [PhaseKey: [[Reach]]] = [:]

    /// Names the plan.
    public init(_ plan: RolloutPlan, in environment: EnvironmentKey) {
        self.plan = plan
        self.environment = environment
    }

    /// The document, with a newline at the end.
    public var markdown: String {
        let sections = [title, overview, strategy] + plan.phases.indices.map(phase) + [tables, triggers]
        return sections.map { $0.joined(separator: "\n") }.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private var title: [String] {
        // Two spaces at a line's end would break it, but editors take them away: a backslash does it too.
        let facts = [("Status", standing)] + [plan.owner.map { ("Owner", $0) }].compactMap { $0 } + details
        let lines = facts.map { "**\(MarkdownText.inline($0.0)):** \(MarkdownText.inline($0.1))" }
        return ["# Rollout Plan: \(MarkdownText.inline(plan.name))", ""]
            + lines.dropLast().map { $0 + "\\" } + lines.suffix(1) + ["", "---"]
    }

    /// Free members that are one value, as lines: `teamSize` is "Team Size". What the status says, nobody else does.
    private var details: [(String, String)] {
        (metadata?.object?.members ?? []).compactMap { name, value in
            guard name != "status", let text = value.string ?? value.number.map({ _ in CanonicalJSON.compact(value) })
            else { return nil }
            return (Self.title(name), text)
        }
    }

    private static func title(_ name: String) -> String {
        let spaced = name.reduce(into: "") { text, character in
            if character.isUppercase { text.append(" ") }
            text.append(character == "-" || character == "_" ? " " : character)
        }
        return spaced.split(separator: " ").map { String($0).capitalised }.joined(separator: " ")
    }

    /// Where the run stands, in a line.
    private var standing: String {
        guard let status else { return "Draft, not started in \(environment)" }
        let phase = plan.phase(status.phase)?.name ?? status.phase.text
        let day = status.since.date.map { "\($0)" } ?? status.since.text
        let state = status.state.text.capitalised
        return status.state == .succeeded
            ? "\(state) on \(day) in \(environment)" : "\(state) since \(day) in \(environment), phase \(phase)"
    }

    private var overview: [String] {
        guard let description = plan.description else { return [] }
        return ["## Overview", "", MarkdownText.paragraph(description)]
    }

    private var strategy: [String] {
        let count = plan.phases.count
        let phases = count == 1 ? "One phase" : "\(count) phases, one after another"
        let shortest = plan.phases.map(\.shortest).reduce(0, +)
        let length = shortest > 0 ? ", \(SpanText.long(shortest)) at least" : ""
        return ["## Rollout Strategy", "", "\(phases)\(length)."]
    }
}
