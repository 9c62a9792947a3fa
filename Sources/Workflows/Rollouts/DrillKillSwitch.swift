public import Connectors
import Documents
import Evaluation
import FlagModel
import FlagRepository
import Git
import Governance
import Rollouts

/// Turns a plan's flags off for real, measures how long a running server takes to serve it, and turns them on again.
public struct DrillKillSwitch: Sendable {
    /// The plan whose flags are drilled, of any environment.
    public var plan: String
    /// Where the flags are turned off.
    public var environment: String
    /// The server that applications ask.
    public var server: any FlagAsking
    /// Seconds on a clock that only goes forward.
    public var clock: @Sendable () -> Double

    /// How long a changed answer is waited for, in seconds.
    static let patience = 60.0
    /// The metric that plans ask for.
    static let metric = "kill-switch-seconds"

    /// Names the plan, the environment and the server.
    public init(
        _ plan: String, in environment: String, server: any FlagAsking, clock: @escaping @Sendable () -> Double
    ) {
        self.plan = plan
        self.environment = environment
        self.server = server
        self.clock = clock
    }

    /// Drills each flag, and reports the slowest time to the plan's run where its metrics ask for it.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes: `not-exposed` where turning off would change no answer,
    ///   `not-served` where the server does not say, `drill-failed` where the answer did not change within a minute; the flag
    ///   is on again then.
    public func run(_ session: Session, _ options: EditOptions) async throws -> DrillReport {
        let base = try session.repository().head()
        let place = try base.environmentKey(environment)
        let (key, home, flags) = try flags(base)
        try requireWayBack(base, place, session, options)
        var report = DrillReport(plan: key.text, environment: place.text)
        for flag in flags {
            let exposed = try await exposedAnswer(flag, base, place)
            report.times.append(try await drill(flag, exposed, session, options))
        }
        report.recorded = try await record(report, key, home, base, session, options)
        return report
    }

    /// Refuses a drill that could not turn the flags on again.
    private func requireWayBack(
        _ base: Snapshot, _ place: EnvironmentKey, _ session: Session, _ options: EditOptions
    ) throws {
        let editing = try Editing(session: session, options: options)
        let branch = try editing.repository.currentBranch().name.name
        guard branch == (try base.settings().protectedBranch), let document = try base.environment(place) else {
            return
        }
        let question = PolicyQuestion(
            environment: document, classification: .raising,
            authorEmails: [try editing.repository.git.author(now: session.moment).email],
            approvals: try editing.approvers(base).map { GivenApproval($0) }, people: try base.people(),
            now: session.now)
        if case .allowed = question.decision() { return }
        throw Failure(
            "no-way-back", "\(place) would not let the flags be turned on again without an approval",
            hint: "drill where nobody is asked, such as staging; or with --approved-by WHO outside of freezes")
    }

    /// The flags that the plan sets, wherever the plan is.
    private func flags(_ base: Snapshot) throws -> (PlanKey, EnvironmentKey, [FlagKey]) {
        let places = try base.environments().reversed().map(\.key)
        guard let home = try places.first(where: { try base.planKeys(in: $0).contains { $0.text == plan } }) else {
            _ = try base.planKey(plan, in: base.environmentKey(environment))
            throw RepositoryError.invalidKey(plan, why: "no environment has such a plan")
        }
        let key = try base.planKey(plan, in: home)
        return (key, home, try base.requirePlan(key, in: home).flags)
    }

    /// A targeting key that is served anything but the off variant now, and what it is served.
    private func exposedAnswer(
        _ flag: FlagKey, _ base: Snapshot, _ place: EnvironmentKey
    ) async throws -> (targetingKey: String, variant: String) {
        let off = try base.requireFlag(flag).offVariant.text
        for number in 0..<100 {
            let answer = try await ask(flag, place, "drill-\(number)")
            if let variant = answer.variant, variant != off { return ("drill-\(number)", variant) }
        }
        throw Failure(
            "not-exposed", "nobody of 100 is served \(flag) in \(place), so that turning it off shows nothing",
            hint: "give it to everybody there first: flagctl target \(flag) --env \(place) --percent 100 "
                + "&& flagctl enable \(flag) --env \(place)")
    }

    private func ask(_ flag: FlagKey, _ place: EnvironmentKey, _ targetingKey: String) async throws -> ServedAnswer {
        do {
            return try await server.ask(flag.text, in: place.text, targetingKey: targetingKey)
        } catch let error as FlagNotServed {
            throw Failure(
                "not-served", error.why,
                hint: "start it: flagctl serve --env \(place) --no-auth; or name it: --server URL")
        }
    }

    private func drill(
        _ flag: FlagKey, _ exposed: (targetingKey: String, variant: String), _ session: Session, _ options: EditOptions
    ) async throws -> DrillReport.Time {
        let place = try session.repository().head().environmentKey(environment)
        let start = clock()
        let off = try await switchFlag(flag, on: false, session, options)
        let committed = clock()
        var served: Double?
        var failure: (any Error)?
        do {
            served = try await change(of: flag, place, exposed, until: start + Self.patience)
        } catch {
            failure = error
        }
        let on = try await switchFlag(flag, on: true, session, options)
        if let failure { throw failure }
        guard let served else {
            throw Failure(
                "drill-failed", "\(flag) was still served \(Int(Self.patience)) s after it was turned off",
                hint: "it is on again; look at the server: is it following this repository?")
        }
        return DrillReport.Time(
            flag: flag.text, seconds: served - start, commitSeconds: committed - start, off: off.commit, on: on.commit)
    }

    /// When the server answers something else; nothing where it still did not at the end.
    private func change(
        of flag: FlagKey, _ place: EnvironmentKey, _ exposed: (targetingKey: String, variant: String), until end: Double
    ) async throws -> Double? {
        while clock() < end {
            if try await ask(flag, place, exposed.targetingKey).variant != exposed.variant { return clock() }
            try await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }

    private func switchFlag(
        _ flag: FlagKey, on: Bool, _ session: Session, _ options: EditOptions
    ) async throws -> EditReport {
        var options = options
        options.reason = options.reason ?? "Drill of the kill switch for \(plan)"
        options.dryRun = false
        return try await SetEnabled(Selection(keys: [flag.text]), in: environment, enabled: on).run(session, options)
    }

    /// Reports the slowest time to the plan's run, where it is under way and the metric is known.
    private func record(
        _ report: DrillReport, _ key: PlanKey, _ home: EnvironmentKey, _ base: Snapshot, _ session: Session,
        _ options: EditOptions
    ) async throws -> EditReport? {
        let metric = try base.metrics()?.metrics.first { $0.key.text == Self.metric }
        guard case .manual = metric?.query, let slowest = report.times.map(\.seconds).max(),
            try base.status(of: key, in: home)?.state.isActive == true
        else { return nil }
        var options = options
        options.reason =
            options.reason
            ?? "Measured by a drill in \(environment): "
            + report.times.map { "\($0.flag) \($0.text)" }.joined(separator: ", ")
        return try await ReportMeasurement(
            Self.metric, is: (slowest * 1000).rounded() / 1000, for: key.text, in: home.text
        ).run(session, options)
    }
}
