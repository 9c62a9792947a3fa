public import FlagModel

extension Rollout {
    /// Somebody ticks a task, or takes the tick away.
    public func ticking(_ task: TaskKey, of phase: PhaseKey, done: Bool, _ act: Act) -> Move {
        let what = plan.phase(phase)?.task(task)?.text ?? task.text
        return acting(.task, act, why: "\(done ? "done" : "open again"): \(what)") {
            $0.tasks.append(TaskTick(phase: phase, task: task, isDone: done, act: act))
        }
    }

    /// A role says go or no-go at the current gate.
    public func attesting(_ verdict: Attestation.Verdict, for roles: [String], _ act: Act) -> Move {
        acting(.attest, act, why: "\(roles.joined(separator: ", ")): \(verdict.rawValue)") { next in
            next.attestations += roles.map {
                Attestation(phase: status.phase, role: $0, verdict: verdict, act: act)
            }
        }
    }

    /// Somebody reports a value of a manual metric.
    public func reporting(_ value: Double, of metric: MetricKey, _ act: Act) -> Move {
        acting(.report, act, why: "\(metric) is \(Decimals.text(value))") {
            $0.reports.append(MetricReport(metric: metric, value: value, act: act))
        }
    }

    /// Somebody reports an incident to a guard; what the guard does is the next decision.
    public func reportingIncident(to key: GuardKey, _ act: Act) -> Move {
        acting(.incident, act, why: "\(key): \(act.note ?? plan.guard(key)?.title ?? "reported")") {
            $0.incidents.append(Incident(guard: key, act: act))
        }
    }

    /// Somebody pauses the run; one that is paused already goes on from where it did.
    public func pausing(_ act: Act) -> Move {
        move(.pause, to: .paused, at: act.at, by: act.by, why: act.note ?? "paused") { next in
            next.pause = Pause(
                from: status.pause?.from ?? status.state, cause: act.note ?? "paused", at: status.pause?.at ?? act.at)
        }
    }

    /// Somebody lets the run go on, with the plan as it is now and under a fresh approval.
    ///
    /// Holds go on where they were: the time of the pause does not count.
    public func resuming(
        _ act: Act, planHash: String, approval: RunApproval, contents: [FlagContent] = []
    ) -> Move {
        let from = status.pause?.from ?? status.state
        return move(.resume, to: from, at: act.at, by: act.by, why: act.note ?? "resumed") { next in
            if let pause = status.pause {
                let lost = max(0, act.at.unixSeconds - pause.at.unixSeconds)
                next.stepSince = status.stepSince?.advanced(by: lost)
            }
            next.pause = nil
            next.planHash = planHash
            next.approval = approval
            next.contents = contents
        }
    }

    /// Somebody ends the run; what is on stays on.
    public func stopping(_ act: Act) -> Move {
        move(.stop, to: .stopped, at: act.at, by: act.by, why: act.note ?? "stopped") { $0.pause = nil }
    }

    private func acting(
        _ kind: Decision.Kind, _ act: Act, why: String, _ change: (inout RolloutStatus) -> Void
    ) -> Move {
        move(kind, to: status.state, at: act.at, by: act.by, why: why, change)
    }
}
