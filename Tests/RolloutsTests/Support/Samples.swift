import FlagModel
import Rollouts

/// The key of a text that a test knows to be one.
func key<Kind>(_ text: String) -> Key<Kind> {
    guard let key = Key<Kind>(text) else { preconditionFailure("'\(text)' is no key") }
    return key
}

/// The same where a type's own `key` is in the way.
private func named<Kind>(_ text: String) -> Key<Kind> { key(text) }

/// The moment so many seconds after the beginning of a test's time.
func at(_ seconds: Int) -> Timestamp { Timestamp(unixSeconds: 1_800_000_000 + seconds) }

/// What Ann does.
func act(_ seconds: Int, note: String? = nil) -> Act {
    Act(by: "Ann Author <ann@example.com>", at: at(seconds), note: note)
}

extension Serve {
    /// A variant's percentage, the rest gets the off variant.
    static func share(_ percent: Int, of variant: String = "on", off: String = "off") -> Serve {
        .weights([
            Weight(variant: key(variant), thousandths: percent * 1000),
            Weight(variant: key(off), thousandths: (100 - percent) * 1000),
        ])
    }
}

extension PlanStep {
    /// A step that turns a flag on for a percentage.
    init(_ flag: String, percent: Int, hold: Int = 100) {
        self.init(
            set: [Assignment(flag: key(flag), enabled: true, row: .fallthrough(.share(percent)))],
            hold: ISODuration(seconds: hold))
    }
}

extension MetricTest {
    /// A test over windows of twenty seconds.
    static func sample(_ metric: String = "errors", _ comparison: BaselineComparison = .absolute) -> MetricTest {
        MetricTest(metric: key(metric), comparison: comparison, window: 20)
    }
}

extension Criterion {
    /// Less than 1 is good, more than 5 is bad.
    init(_ name: String, _ comparison: BaselineComparison = .absolute) {
        self.init(
            key: named(name), test: .sample(name, comparison), success: Threshold(.lessThan, 1),
            failure: Threshold(.greaterThan, 5))
    }
}

extension Guard {
    /// A guard that more than 10 sets off.
    static func metric(
        _ name: String, _ action: Action, compare: BaselineComparison = .absolute, phases: [String] = []
    ) -> Guard {
        Guard(
            key: named(name), trigger: .metric(.sample(name, compare), failure: Threshold(.greaterThan, 10)),
            action: action, phases: phases.map { named($0) })
    }

    /// A guard that people report to.
    static func reported(_ name: String, _ action: Action, phases: [String] = []) -> Guard {
        Guard(key: named(name), trigger: .report(roles: []), action: action, phases: phases.map { named($0) })
    }
}

extension RollbackStrategy {
    static let immediate = RollbackStrategy(.immediate)
    static let gradual = RollbackStrategy(
        .gradual(ladder: [50_000, 25_000, 0], every: ISODuration(seconds: 60)))
    static let partial = RollbackStrategy(.partial(keep: [key("vip")]))
}

extension MetricEvidence {
    /// What a guard or criterion measured in one full window that ends now.
    init(_ subject: MetricSubject, _ value: Double, at seconds: Int, _ result: Result) {
        let name =
            switch subject {
            case .guard(let key): key.text
            case .criterion(let key): key.text
            }
        self.init(
            subject: subject, metric: key(name), result: result,
            windows: [Window(from: at(seconds - 20), to: at(seconds), samples: 4, value: value)])
    }

    static func good(_ criterion: String, at seconds: Int) -> MetricEvidence {
        MetricEvidence(.criterion(key(criterion)), 0.5, at: seconds, .successful)
    }

    static func bad(_ criterion: String, at seconds: Int) -> MetricEvidence {
        MetricEvidence(.criterion(key(criterion)), 9, at: seconds, .failed)
    }

    static func alarm(_ guarded: String, at seconds: Int) -> MetricEvidence {
        MetricEvidence(.guard(key(guarded)), 50, at: seconds, .failed)
    }
}
