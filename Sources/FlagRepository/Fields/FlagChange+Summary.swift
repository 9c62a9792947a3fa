import Documents
public import FlagModel

extension FlagChange {
    /// Whether people are told of it line by line; a run's own bookkeeping is in the commit's message.
    public var isTold: Bool {
        if case .deliveries = document { return false }
        guard case .status = document, field != .document else { return true }
        return ["state", "phase", "steps"].contains(field.names.first)
    }

    /// The change in words for one line, such as `regular-users: off → on 75%, off 25%`.
    public var summary: String {
        if field == .document { return lifeSummary }
        switch (document, field.names.first) {
        case (.state, "enabled"): return after == .bool(true) ? "turned on" : "turned off"
        case (.state, "rules") where field.names.count == 2:
            return "\(field.names[1]): \(Self.serve(before)) → \(Self.serve(after))"
        case (.state, "fallthrough"): return "everybody else: \(Self.serve(before)) → \(Self.serve(after))"
        case (.status, "state"): return "\(Self.state(before)) → \(Self.state(after))"
        case (.status, "phase"): return "phase \(Self.word(before)) → \(Self.word(after))"
        case (.status, "steps"): return "steps made: \(Self.short(before)) → \(Self.short(after))"
        case (.cohort, "match"): return "who belongs to it changes"
        case (.people, "people"?), (.people, "groups"?), (.people, "forges"?): return listSummary
        default:
            return "\(field): \(Self.short(before)) → \(Self.short(after))"
        }
    }

    private var lifeSummary: String {
        guard after != nil else { return "\(document.noun) removed" }
        if before != nil {
            return "\(document.noun) \(after?.object == nil ? "cannot be read any more" : "can be read again")"
        }
        if case .status = document, after?["state"]?.string != nil {
            return "run started, \(Self.state(after?["state"]))"
        }
        guard case .state = document, let after else { return "\(document.noun) created" }
        return after["enabled"] == .bool(true) ? "added, on" : "added, off"
    }

    /// `on`, or `on 75%, off 25%`, or `no rule`.
    private static func serve(_ value: JSONValue?) -> String {
        guard let value else { return "no rule" }
        if let variant = value.string { return variant }
        guard let weights = value.object else { return short(value) }
        return weights.members.map { "\($0.name) \(CanonicalJSON.compact($0.value))%" }.joined(separator: ", ")
    }

    private static func state(_ value: JSONValue?) -> String {
        value?.string.flatMap(RolloutState.init)?.text ?? word(value)
    }

    private static func word(_ value: JSONValue?) -> String { value?.string ?? short(value) }

    static func short(_ value: JSONValue?) -> String {
        guard let value else { return "nothing" }
        if let text = value.string { return text.count <= 60 ? "'\(text)'" : "'\(text.prefix(57))…'" }
        let text = CanonicalJSON.compact(value)
        return text.count <= 60 ? text : "\(text.prefix(57))…"
    }
}

extension DocumentKind {
    /// What people call such a document.
    public var noun: String {
        switch self {
        case .flag: "flag"
        case .state: "state"
        case .cohort: "cohort"
        case .environment: "environment"
        case .plan: "rollout plan"
        case .status: "rollout status"
        case .settings: "settings"
        case .people: "people"
        case .channels: "channels"
        case .metrics: "metrics"
        case .deliveries: "deliveries"
        case .feedback: "feedback"
        }
    }
}
