public import Documents
import FlagModel
import FlagRepository
import Governance
import Rollouts

/// What happens next to a run, or what somebody has to do.
public struct NextStep: Report {
    /// What, in a sentence.
    public let text: String
    /// The command to type, where one helps.
    public let command: String?
    /// Keys of the people who can, where not everybody can.
    public let people: [String]

    init(_ text: String, _ command: String? = nil, people: [String] = []) {
        self.text = text
        self.command = command
        self.people = people
    }

    /// `{"text", "command", "people"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("text", text)
            fields.add("command", command)
            if !people.isEmpty { fields.add("people", .array(people.map { .string($0) })) }
        }
    }
}

/// Says what comes next, from what the machine answers.
struct NextSteps {
    let plan: RolloutPlan
    let environment: EnvironmentKey
    let people: People?
    let catalog: MetricsCatalog?

    private func command(_ verb: String, _ rest: String = "") -> String {
        "flagctl rollout \(verb) \(plan.key)\(rest.isEmpty ? "" : " \(rest)") --env \(environment)"
    }

    /// Before a run, and after one.
    func beginning(again: Bool) -> NextStep {
        NextStep(
            again ? "the run is over; another one begins with" : "it begins with", command("start"),
            people: holders(plan.roles.start))
    }

    /// While a run is active.
    func steps(of run: Rollout, _ outcome: Rollout.Outcome, now: Timestamp, approvalProblem: String?) -> [NextStep] {
        switch outcome {
        case .move(let move):
            if case .assign = move.effect, let approvalProblem {
                return [
                    NextStep(
                        "\(approvalProblem); it is approved anew with", command("resume"),
                        people: holders(plan.roles.resume))
                ]
            }
            return [
                NextStep(
                    "\(move.subject), at the watcher's next look, or now with",
                    "flagctl watch --once --env \(environment)")
            ]
        case .wait(let waits):
            let unknown = waits.filter(\.isUnmeasured).count
            let steps = waits.filter { !$0.isUnmeasured }.map { step($0, run, now) }
            guard unknown > 0, run.subjects.contains(where: \.isCriterion) else { return steps }
            let what = unknown == 1 ? "1 criterion was" : "\(unknown) criteria were"
            return steps + [NextStep("\(what) not measured; see it with", command("status"))]
        }
    }

    private func step(_ waiting: Waiting, _ run: Rollout, _ now: Timestamp) -> NextStep {
        switch waiting {
        case .resume(let cause):
            return NextStep(
                "it is paused (\(cause)) and goes on with", command("resume"), people: holders(plan.roles.resume))
        case .time(let reason, let end):
            let left = SpanText.short(end.unixSeconds - now.unixSeconds)
            return NextStep("\(waiting.text), \(left) from now\(Self.after(reason, run))")
        case .task(let task):
            guard task.check == nil else { return NextStep(waiting.text) }
            let roles = task.roles.isEmpty ? plan.roles.task : task.roles
            return NextStep(
                "\(task.text): it is ticked with", command("task", "\(run.status.phase)/\(task.key)"),
                people: holders(roles))
        case .criterion(let criterion, _):
            guard case .manual(let roles) = catalog?.metric(criterion.test.metric)?.query else {
                return NextStep(waiting.text)
            }
            return NextStep(
                "\(criterion.title): it is reported with",
                command("attest", "--metric \(criterion.test.metric) --value N"), people: holders(roles))
        case .role(let role):
            return NextStep("\(waiting.text), with", command("attest", "--role \(role) --go"), people: holders([role]))
        case .noGo(let attestation):
            return NextStep(
                "\(waiting.text); it becomes a go with", command("attest", "--role \(attestation.role) --go"),
                people: holders([attestation.role]))
        }
    }

    /// Who holds one of the roles, each once, in the order of people.json; nobody where anybody may.
    private func holders(_ roles: [String]) -> [String] {
        (people?.people ?? []).filter { !Set($0.roles).isDisjoint(with: roles) }.map(\.key.text)
    }

    /// What comes when the time is over.
    private static func after(_ reason: Waiting.Reason, _ run: Rollout) -> String {
        guard reason == .hold, let phase = run.phase else { return "" }
        return run.status.steps < phase.steps.count
            ? "; then \(phase.steps[run.status.steps].title)" : "; then the gate"
    }
}

extension Waiting {
    /// Whether it is a criterion that nobody measured.
    var isUnmeasured: Bool {
        if case .criterion(_, nil) = self { true } else { false }
    }
}

extension MetricSubject {
    fileprivate var isCriterion: Bool {
        if case .criterion = self { true } else { false }
    }
}
