import Documents
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// A person's act on a run: found, asked for roles, made, committed.
struct RunEditing {
    /// The plan's key, as typed.
    let plan: String
    /// The environment, as typed.
    let environment: String
    /// Who acts; in the commit's words.
    let author: Identity
    let editing: Editing

    init(_ plan: String, in environment: String, _ session: Session, _ options: EditOptions) throws {
        self.plan = plan
        self.environment = environment
        editing = try Editing(session: session, options: options)
        author = try editing.repository.git.author(now: session.moment)
    }

    /// What an act sees.
    struct Scene {
        let run: Rollout
        let base: Snapshot
        let environment: EnvironmentKey
        let act: Act
    }

    /// Commits what `make` makes of the run.
    ///
    /// - Parameter isLate: whether a run that is over takes the act too.
    func edit(
        _ operation: String, whenOver isLate: (RolloutPlan) -> Bool = { _ in false }, _ make: (Scene) throws -> Move
    ) async throws -> EditReport {
        try await editing.run { draft in
            let environment = try draft.base.environmentKey(environment)
            let key = try draft.base.planKey(plan, in: environment)
            let isLate = try isLate(draft.base.requirePlan(key, in: environment))
            let run = try draft.base.requireRun(of: key, in: environment, active: !isLate)
            let move = try make(Scene(run: run, base: draft.base, environment: environment, act: act))
            return try draft.intent(of: move, key, environment, operation: operation, isUrgent: false)
        }
    }

    /// The act, with what the person gives as reason.
    var act: Act {
        let note = editing.options.reason.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        return Act(by: author.text, at: editing.session.now, note: note.map { String($0.prefix(Self.noteLimit)) })
    }

    /// How many characters of a note a status keeps; the commit's message has all of them.
    private static let noteLimit = 1_000

    /// Refuses somebody who holds none of the roles.
    ///
    /// - Parameter what: what they want to do, such as `start 's4-ga'`.
    func require(_ roles: [String], to what: String, _ base: Snapshot) throws {
        guard !roles.isEmpty else { return }
        let people = try base.people()
        let person = people?.person(email: author.email)
        if let person, !Set(person.roles).isDisjoint(with: roles) { return }
        let holders = (people?.people ?? []).filter { !Set($0.roles).isDisjoint(with: roles) }.map {
            "\($0.key) (\($0.name))"
        }
        let words = roles.joined(separator: " or ")
        let who =
            person.map { "\($0.name) does not hold" } ?? "'\(author.email)' is nobody of .flagctl/people.json with"
        throw Failure(
            "role-needed", "to \(what) somebody has to hold the role \(words); \(who) it",
            hint: holders.isEmpty
                ? "nobody does; give the role to somebody: flagctl people add KEY --role \(roles[0])"
                : "who can: \(holders.joined(separator: ", "))")
    }

    /// The roles that the person holds.
    func roles(_ base: Snapshot) throws -> [String] { try base.people()?.person(email: author.email)?.roles ?? [] }
}

extension Draft {
    /// Writes a move and says what the commit is to say.
    mutating func intent(
        of move: Move, _ plan: PlanKey, _ environment: EnvironmentKey, operation: String, isUrgent: Bool
    ) throws -> Editing.Intent {
        do {
            let (flags, notes) = try make(move, of: plan, in: environment, isUrgent: isUrgent)
            return Editing.Intent(
                subject: "Rollout \(plan): \(move.subject)", operation: operation, flags: flags,
                environment: environment, reason: move.reason, notes: notes,
                trailers: [
                    Trailer(key: TrailerKey.rollout, value: plan.text),
                    Trailer(key: TrailerKey.run, value: move.status.run),
                ])
        } catch let error as CannotKeep {
            throw Failure(
                "cannot-keep", error.text, hint: "take it down for all of them: --strategy immediate")
        }
    }
}

extension Move {
    /// What the commit says below its first line: what the subject does not say, and what was measured.
    var reason: String? {
        let lines = decision.evidence.compactMap(\.line)
        let said = subject.hasSuffix(decision.why) ? [] : [decision.why]
        let paragraphs = said + (lines.isEmpty ? [] : [lines.joined(separator: "\n")])
        return paragraphs.isEmpty ? nil : paragraphs.joined(separator: "\n\n")
    }

    /// The decision in a few words, for the commit's first line.
    var subject: String { decision.subject }
}

extension Decision {
    /// The decision in a few words, for the commit's first line.
    var subject: String {
        let phase = self.phase.text
        return switch kind {
        case .start: "start"
        case .begin: "\(phase) begins"
        case .step: "\(phase), step \(steps): \(why)"
        case .advance: "\(phase), step \(steps) has held"
        case .gate: "\(phase) is at its gate"
        case .pass: "\(phase) passed its gate"
        case .succeed: "succeeded"
        case .pause: "pause: \(why)"
        case .resume: "resume"
        case .stop: "stop"
        case .rollback: "roll back: \(why)"
        case .rung: why
        case .attest: "\(phase): \(why)"
        case .report: why
        case .task: "\(phase): \(why)"
        case .incident: "incident: \(why)"
        }
    }
}
