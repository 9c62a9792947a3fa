import Connectors
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Measures runs and commits what they do next, until they stay.
struct RunRounds {
    let steps: RunSteps
    /// Where each decision is published; nothing where nobody else is told, or the remote does not answer any more.
    private(set) var sync: RemoteSync?
    let history: WatchedHistory
    let gathering: any MeasurementGathering
    /// Whether only what guards and rollbacks do is done.
    private(set) var onlyGuards: Bool

    /// How many decisions one look makes of one run at most; the rest is for the next look.
    private static let limit = 20

    /// Decides about runs, one decision of each at a time.
    mutating func decide(_ runs: [RunReference], _ report: inout WatchReport) async throws {
        var runs = runs
        for _ in 0..<Self.limit where !runs.isEmpty { runs = try await round(runs, &report) }
    }

    /// Makes one decision of each run at most.
    ///
    /// - Returns: the runs that may have more to do.
    private mutating func round(_ runs: [RunReference], _ report: inout WatchReport) async throws -> [RunReference] {
        let base = try steps.editing.repository.head()
        let measured = try runs.compactMap { reference in try measurements(of: reference, base, &report) }
        let answers = await gathering.observe(measured.reduce(into: []) { $0.formUnion($1.measurements.all) })
        var moved: [RunReference] = []
        for (reference, measurements) in measured {
            let knowledge = RunSteps.Knowledge(
                evidence: measurements.evidence(from: answers),
                baselines: measurements.baselines?.known(from: answers) ?? [],
                status: measurements.run.status, mayRaise: report.doubt == nil, onlyGuards: onlyGuards)
            note(knowledge.evidence, reference, &report)
            if let (subject, why) = measurements.baselines?.missing(in: answers) {
                report.note(
                    WatchReport.Gap(run: reference.text, subject: subject.text, metric: "baseline", why: why))
            }
            guard let made = await commit(reference, knowledge, &report) else { continue }
            moved.append(reference)
            guard try await publish(&report) else { return runs }
            report.decisions.append(WatchReport.Decision(reference.text, made))
        }
        return moved
    }

    /// Publishes a decision; where the remote does not answer it is kept here, and guards stay on duty.
    ///
    /// - Returns: false where others were first: this one gives way to theirs, and what is left is looked at again.
    private mutating func publish(_ report: inout WatchReport) async throws -> Bool {
        guard let sync else { return true }
        do {
            if try await sync.push() { return true }
            try await sync.pull()
        } catch GitError.remoteFailed(let complaint) {
            report.add(.init(run: sync.remote, failure: Failure(GitError.remoteFailed(complaint))))
            self.sync = nil
            onlyGuards = true
            return true
        }
        report.doubt = await history.doubt()
        report.overtaken += 1
        return false
    }

    private func measurements(
        of reference: RunReference, _ base: Snapshot, _ report: inout WatchReport
    ) throws -> (reference: RunReference, measurements: RunMeasurements)? {
        do {
            let run = try base.requireRun(of: reference.plan, in: reference.environment, active: false)
            guard run.status.state.isActive else { return nil }
            return (reference, try RunMeasurements(run, base, in: reference.environment, now: steps.session.now))
        } catch {
            report.add(.init(run: reference.text, failure: Failure(error)))
            return nil
        }
    }

    private func commit(
        _ reference: RunReference, _ knowledge: RunSteps.Knowledge, _ report: inout WatchReport
    ) async -> Editing.Made? {
        do {
            return try await steps.commit(reference.plan, in: reference.environment, knowing: knowledge)
        } catch {
            report.add(.init(run: reference.text, failure: held(reference, Failure(error))))
            return nil
        }
    }

    /// What is refused in words for a run, with the command that lets it go on.
    private func held(_ reference: RunReference, _ failure: Failure) -> Failure {
        let resume = "flagctl rollout resume \(reference.plan) --env \(reference.environment)"
        switch failure.code {
        case "frozen":
            return Failure(
                failure.code, failure.message,
                hint: "it goes on by itself; or end it: flagctl rollout stop "
                    + "\(reference.plan) --env \(reference.environment)", status: failure.status)
        case "approval-needed", "signature-needed":
            return Failure(
                failure.code, failure.message, hint: "approve what is left of it: \(resume) --approved-by WHO",
                status: failure.status)
        default: return failure
        }
    }

    /// Metrics that could not be had are worth a line, once.
    private func note(_ evidence: [MetricEvidence], _ reference: RunReference, _ report: inout WatchReport) {
        for found in evidence where found.result == .error {
            let line = WatchReport.Gap(
                run: reference.text, subject: found.subject.text, metric: found.metric.text,
                why: found.why ?? "no answer")
            report.note(line)
        }
    }
}
