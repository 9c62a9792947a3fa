/// What has to be measured before a run goes on.
public struct Criterion: Sendable, Hashable {
    /// The criterion's key, which is its own within the phase.
    public var key: CriterionKey
    /// What people call it.
    public var name: String?
    /// What is measured, and how it is judged.
    public var test: MetricTest
    /// What a value has to be like.
    public var success: Threshold
    /// What a value must not be like; nothing fails without one.
    public var failure: Threshold?

    /// The members in canonical order.
    public static let memberOrder =
        ["key", "name"] + MetricTest.memberOrder + ["success", "failure", "metadata"]

    /// Makes a criterion.
    public init(
        key: CriterionKey, name: String? = nil, test: MetricTest, success: Threshold, failure: Threshold? = nil
    ) {
        self.key = key
        self.name = name
        self.test = test
        self.success = success
        self.failure = failure
    }

    /// What people call it: its name, else its key.
    public var title: String { name ?? key.text }
}

/// What is measured, and how samples become values to judge.
public struct MetricTest: Sendable, Hashable {
    /// The metric of metrics.json.
    public var metric: MetricKey
    /// Values for the placeholders of the metric, over its own.
    public var arguments: [String: String]
    /// What a value is compared with.
    public var comparison: BaselineComparison
    /// How long a window is that gives one value, in seconds, 1 or more.
    public var window: Int
    /// How the samples of a window become one value.
    public var aggregate: Aggregate
    /// How many samples a window has at least, 1 or more; a probe is asked that many times.
    public var minSamples: Int
    /// How many windows may fail, 0 or more.
    public var failureLimit: Int
    /// How long before the phase the baseline is measured, in seconds.
    public var baselineWindow: Int

    /// The length of a window where none is given, in seconds.
    public static let defaultWindow = 300
    /// The length of a baseline where none is given, in seconds: a day.
    public static let defaultBaselineWindow = 86400

    /// The members in canonical order.
    public static let memberOrder = [
        "metric", "arguments", "compare", "baselineWindow", "window", "aggregate", "minSamples", "failureLimit",
    ]

    /// Makes a test.
    public init(
        metric: MetricKey, arguments: [String: String] = [:], comparison: BaselineComparison = .absolute,
        window: Int = MetricTest.defaultWindow, aggregate: Aggregate = .average, minSamples: Int = 1,
        failureLimit: Int = 0, baselineWindow: Int = MetricTest.defaultBaselineWindow
    ) {
        self.metric = metric
        self.arguments = arguments
        self.comparison = comparison
        self.window = window
        self.aggregate = aggregate
        self.minSamples = minSamples
        self.failureLimit = failureLimit
        self.baselineWindow = baselineWindow
    }
}

/// What a value is compared with.
public enum BaselineComparison: String, Sendable, Hashable, CaseIterable {
    /// Nothing: the value itself is judged.
    case absolute
    /// The baseline, as the difference in the metric's own unit.
    case delta
    /// The baseline, as the difference in percent of it.
    case relative
}

/// How the samples of a window become one value.
public enum Aggregate: String, Sendable, Hashable, CaseIterable {
    /// Their mean.
    case average
    /// The highest.
    case maximum
    /// The lowest.
    case minimum
    /// The newest.
    case last
}

/// A bound that a value is held against.
public struct Threshold: Sendable, Hashable {
    /// How the value relates to the bound.
    public enum Relation: String, Sendable, Hashable, CaseIterable {
        case lessThan, lessThanOrEquals, greaterThan, greaterThanOrEquals, equals, notEquals

        /// The relation as a sign: `<`, `<=`, `>`, `>=`, `=`, `!=`.
        public var sign: String {
            switch self {
            case .lessThan: "<"
            case .lessThanOrEquals: "<="
            case .greaterThan: ">"
            case .greaterThanOrEquals: ">="
            case .equals: "="
            case .notEquals: "!="
            }
        }
    }

    /// The relation.
    public var relation: Relation
    /// The bound, finite.
    public var value: Double

    /// Makes a threshold.
    public init(_ relation: Relation, _ value: Double) {
        self.relation = relation
        self.value = value
    }

    /// Whether a value is within the bound; never for one that is no number.
    public func holds(for value: Double) -> Bool {
        guard !value.isNaN else { return false }
        return switch relation {
        case .lessThan: value < self.value
        case .lessThanOrEquals: value <= self.value
        case .greaterThan: value > self.value
        case .greaterThanOrEquals: value >= self.value
        case .equals: value == self.value
        case .notEquals: value != self.value
        }
    }

    /// The threshold as people read it: `< 0.1`.
    public var text: String { "\(relation.sign) \(Decimals.text(value))" }
}
