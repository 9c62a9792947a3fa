/// A metric that success is measured by, for readers.
public struct PlanMeasure: Sendable, Hashable {
    /// What is measured.
    public var name: String
    /// The metric of metrics.json that says what it is now.
    public var metric: MetricKey?
    /// What it was before, in words.
    public var baseline: String?
    /// What it is to become, in words.
    public var target: String
    /// How it is measured, in words.
    public var method: String?

    /// The members in canonical order.
    public static let memberOrder = ["name", "metric", "baseline", "target", "method", "metadata"]

    /// Makes a measure.
    public init(
        name: String, metric: MetricKey? = nil, baseline: String? = nil, target: String, method: String? = nil
    ) {
        self.name = name
        self.metric = metric
        self.baseline = baseline
        self.target = target
        self.method = method
    }
}

/// Something that may go wrong, for readers.
public struct PlanRisk: Sendable, Hashable {
    /// What may go wrong.
    public var risk: String
    /// How likely it is, in a word.
    public var likelihood: String?
    /// How bad it would be, in a word.
    public var impact: String?
    /// What is done about it.
    public var mitigation: String?

    /// The members in canonical order.
    public static let memberOrder = ["risk", "likelihood", "impact", "mitigation", "metadata"]

    /// Makes a risk.
    public init(risk: String, likelihood: String? = nil, impact: String? = nil, mitigation: String? = nil) {
        self.risk = risk
        self.likelihood = likelihood
        self.impact = impact
        self.mitigation = mitigation
    }
}

/// Whom to turn to, for readers.
public struct PlanContact: Sendable, Hashable {
    /// Who it is, in words.
    public var who: String
    /// The role of people.json.
    public var role: String?
    /// What for.
    public var about: String

    /// The members in canonical order.
    public static let memberOrder = ["who", "role", "about", "metadata"]

    /// Makes a contact.
    public init(who: String, role: String? = nil, about: String) {
        self.who = who
        self.role = role
        self.about = about
    }
}
