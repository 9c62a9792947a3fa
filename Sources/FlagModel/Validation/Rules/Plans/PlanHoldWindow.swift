import Documents

/// Refuses steps whose hold is shorter than the window of a criterion of their phase.
///
/// The criterion would be decided by what was measured before the step. The last step is held by the gate too; both count
/// from the same moment. Probes and reports are of the moment and have no windows.
enum PlanHoldWindow: ValidationRule {
    static let id = "plan-hold-window"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        for plan in content.placedPlans {
            for phase in plan.phases {
                let measured = phase.part.criteria.filter { criterion in
                    switch content.sourceKind(of: criterion.test.metric) {
                    case .prometheus, .file: true
                    case .http, .manual, nil: false
                    }
                }
                guard let longest = measured.max(by: { $0.test.window < $1.test.window }) else { continue }
                for (index, step) in phase.part.steps.enumerated() {
                    let isLast = index == phase.part.steps.count - 1
                    let hold = max(step.hold?.seconds ?? 0, isLast ? phase.part.gate.hold?.seconds ?? 0 : 0)
                    guard hold < longest.test.window else { continue }
                    let path = phase.path + ["steps", .index(index)]
                    report.add(
                        .tooShort(hold, longest), in: plan.kind,
                        at: .value(step.hold == nil ? path : path + ["hold"]), concerned: [.metrics])
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func tooShort(_ hold: Int, _ criterion: Criterion) -> Problem {
        let window = ISODuration(seconds: criterion.test.window).text
        let length = hold == 0 ? "has no hold" : "is held \(ISODuration(seconds: hold).text)"
        return Problem(
            PlanHoldWindow.id, "the step \(length), and criterion '\(criterion.key)' is measured over \(window)",
            hint: "hold it at least \(window), or measure over less")
    }
}
