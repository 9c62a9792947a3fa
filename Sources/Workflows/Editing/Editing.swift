import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance

/// The path that every edit takes: draft, validation, impact, policy, commit, and publishing where it is asked for.
struct Editing {
    let session: Session
    let options: EditOptions
    let repository: FlagRepository

    init(session: Session, options: EditOptions) throws {
        self.session = session
        self.options = options
        repository = try session.repository()
    }

    /// What a verb wants to do with a draft.
    struct Intent {
        /// The commit's first line.
        var subject: String
        /// The verb, for the trailer.
        var operation: String
        /// The flags, for trailers.
        var flags: [FlagKey] = []
        /// The environment, for the trailer.
        var environment: EnvironmentKey?
        /// The commit that is undone.
        var reverts: ObjectID?
        /// A reason where the person gives none.
        var reason: String?
        /// Things worth knowing that are no errors.
        var notes: [String] = []
        /// Further trailers.
        var trailers: [Trailer] = []
    }

    /// Runs a verb's edit and reports it.
    func run(_ edit: (inout Draft) throws -> Intent) async throws -> EditReport {
        try MessageText.check(options)
        let publication = Publication(editing: self)
        let remote = options.push ? try publication.remote() : nil
        guard let made = try await commit(edit, changeID: session.changeID(), replacing: nil) else {
            return try nothing(edit)
        }
        guard let remote, !options.dryRun else { return publication.unpublished(made) }
        return try await publication.publish(made, to: remote, edit: edit)
    }

    /// What one run of the edit came to.
    struct Made {
        var outcome: Transaction.Outcome
        var report: EditReport
        /// The change's name, which it keeps where it is made again.
        var changeID: String
    }

    /// Commits the edit, or returns nothing where it changes nothing.
    func commit(
        _ edit: (inout Draft) throws -> Intent, changeID: String, replacing replacement: Transaction.Replacement?
    ) async throws -> Made? {
        var intent = Intent(subject: "", operation: "")
        var analysis: ImpactAnalysis?
        var approvers: [Approver] = []
        var passed = PolicyCheck.Passed()
        let transaction = Transaction(
            on: repository, target: try target(changeID, edit), dryRun: options.dryRun, moment: session.moment,
            replacing: replacement)
        let outcome: Transaction.Outcome
        do {
            outcome = try await transaction.run { draft in
                intent = try edit(&draft)
                approvers = try self.approvers(draft.base)
                return message(intent, approvers, changeID)
            } review: { review, message in
                let errors = try EditValidation.check(review)
                let found = try ImpactAnalysis(
                    from: review.base, to: review.result, changes: review.changes,
                    authors: [review.author.email.lowercased()], now: session.now)
                analysis = found
                // Nobody knows what such a file would expose; lowering stays possible and repairing too.
                if found.classification == .raising, !errors.isEmpty { throw RepositoryError.invalid(errors) }
                passed = try PolicyCheck(
                    session: session, approvers: approvers, repository: repository,
                    isUndo: ["revert", "rollback"].contains(intent.operation)
                ).check(review, found)
                message.trailers += passed.obligations.map { Trailer(key: TrailerKey.reviewBy, value: $0.text) }
            }
        } catch RepositoryError.nothingToDo {
            return nil
        }
        var report = EditReport(
            commit: outcome.commit?.hex, branch: outcome.branch.name, subject: outcome.message.subject,
            dryRun: options.dryRun, changes: outcome.review.changes.filter(\.isTold).map(ChangeReport.init),
            impact: analysis?.reports ?? [],
            classification: (analysis?.classification ?? .neutral).rawValue)
        report.approvers = approvers.map { ApproverReport($0.name, $0.email, level: .claimed) }
        report.reviewBy = passed.obligations.map(\.text)
        report.notes = intent.notes + passed.notes
        return Made(outcome: outcome, report: report, changeID: changeID)
    }

    private func nothing(_ edit: (inout Draft) throws -> Intent) throws -> EditReport {
        let head = try repository.currentBranch()
        var draft = try repository.draft(at: head.commit)
        let intent = try edit(&draft)
        return EditReport(
            commit: nil, branch: head.name.name, subject: intent.subject, dryRun: options.dryRun, changes: [],
            impact: [], classification: Classification.neutral.rawValue,
            notes: intent.notes.isEmpty ? ["it is like that already"] : intent.notes)
    }

    /// Who approved, as typed.
    func approvers(_ base: Snapshot) throws -> [Approver] {
        guard !options.approvedBy.isEmpty else { return [] }
        let people = try base.people()
        return try options.approvedBy.map { text in
            do throws(Approver.Problem) {
                return try Approver(text, people: people)
            } catch {
                guard let near = nearest(text, among: people?.people.map(\.key.text) ?? []) else { throw error }
                let failure = Failure(error)
                throw Failure(failure.code, failure.message, hint: "did you mean '\(near)'?", status: failure.status)
            }
        }
    }

    private func target(
        _ changeID: String, _ edit: (inout Draft) throws -> Intent
    ) throws -> Transaction.Target {
        guard options.propose else { return .currentBranch }
        var draft = try repository.draft(at: repository.currentBranch().commit)
        return .proposal(try Proposal.branch(for: edit(&draft), changeID: changeID))
    }

    private func message(_ intent: Intent, _ approvers: [Approver], _ changeID: String) -> ChangeMessage {
        var trailers = intent.flags.map { Trailer(key: TrailerKey.flag, value: $0.text) }
        if let environment = intent.environment {
            trailers.append(Trailer(key: TrailerKey.environment, value: environment.text))
        }
        trailers.append(Trailer(key: TrailerKey.operation, value: intent.operation))
        trailers.append(Trailer(key: TrailerKey.changeID, value: changeID))
        if let ticket = options.ticket { trailers.append(Trailer(key: TrailerKey.ticket, value: ticket)) }
        trailers += intent.trailers
        trailers += approvers.map { Trailer(key: TrailerKey.approvedBy, value: $0.text) }
        if let reverts = intent.reverts { trailers.append(Trailer(key: TrailerKey.reverts, value: reverts.hex)) }
        return ChangeMessage(subject: intent.subject, reason: options.reason ?? intent.reason, trailers: trailers)
    }
}
