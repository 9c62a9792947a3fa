import Documents

extension Decoding {
    func criterion(_ node: JSONNode) -> Criterion? {
        guard let object = ObjectReader(node, "a criterion", members: Criterion.memberOrder, in: self) else {
            return nil
        }
        let key: CriterionKey? = object.required("key", key)
        let test = metricTest(object)
        let success = object.required("success", threshold)
        let failure = object.optional("failure", threshold)
        let name = object.optional("name", text)
        guard let key, let test, let success else { return nil }
        return Criterion(key: key, name: name, test: test, success: success, failure: failure)
    }

    func `guard`(_ node: JSONNode) -> Guard? {
        guard let object = ObjectReader(node, "a guard", members: Guard.memberOrder, in: self) else { return nil }
        let key: GuardKey? = object.required("key", key)
        let name = object.optional("name", text)
        let trigger = trigger(object)
        let action = object.required("action", action)
        let phases: [PhaseKey] = object.optional("phases") { set($0, self.key) } ?? []
        guard let key, let trigger, let action else { return nil }
        return Guard(key: key, name: name, trigger: trigger, action: action, phases: phases)
    }

    private func trigger(_ object: ObjectReader) -> Guard.Trigger? {
        if let reported = object["reportedBy"] {
            for name in MetricTest.memberOrder + ["failure"] {
                if let place = object[name] { report(.twoTriggers(name), at: place) }
            }
            return words(reported).map { .report(roles: $0) }
        }
        guard object["metric"] != nil else {
            report(.noTrigger, at: object.node)
            return nil
        }
        let test = metricTest(object)
        let failure = object.required("failure", threshold)
        guard let test, let failure else { return nil }
        return .metric(test, failure: failure)
    }

    private func metricTest(_ object: ObjectReader) -> MetricTest? {
        let metric: MetricKey? = object.required("metric", key)
        let arguments = object.optional("arguments", arguments) ?? [:]
        let comparison: BaselineComparison = object.optional("compare") { word($0, noun: "comparison") } ?? .absolute
        let window = object.optional("window", seconds) ?? MetricTest.defaultWindow
        let aggregate: Aggregate = object.optional("aggregate") { word($0, noun: "aggregate") } ?? .average
        let minSamples = object.optional("minSamples") { integer($0, atLeast: 1) } ?? 1
        let failureLimit = object.optional("failureLimit") { integer($0, atLeast: 0) } ?? 0
        let baselineWindow = object.optional("baselineWindow", seconds) ?? MetricTest.defaultBaselineWindow
        return metric.map {
            MetricTest(
                metric: $0, arguments: arguments, comparison: comparison, window: window, aggregate: aggregate,
                minSamples: minSamples, failureLimit: failureLimit, baselineWindow: baselineWindow)
        }
    }

    /// Values for the placeholders of a metric.
    func arguments(_ node: JSONNode) -> [String: String]? {
        stringObject(node)?.members.reduce(into: [:]) { $0[$1.name] = $1.value.string }
    }

    private func threshold(_ node: JSONNode) -> Threshold? {
        guard let object = ObjectReader(node, "a threshold", members: ["operator", "value"], in: self) else {
            return nil
        }
        let relation: Threshold.Relation? = object.required("operator") {
            word($0, rule: "unknown-operator", noun: "operator")
        }
        let value = object.required("value", finite)
        guard let relation, let value else { return nil }
        return Threshold(relation, value)
    }

    /// A number that a double can hold.
    func finite(_ node: JSONNode) -> Double? {
        guard let number = node.number else {
            report(.wrongType(node, expected: "a number"), at: node)
            return nil
        }
        if number.double.isFinite { return number.double }
        report(.tooLarge(number.literal), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static var noTrigger: Problem {
        Problem(
            "guard-trigger", "the guard has nothing that sets it off",
            hint: "name a 'metric' with a 'failure' threshold, or in 'reportedBy' the roles who report it")
    }

    fileprivate static func twoTriggers(_ name: String) -> Problem {
        Problem("guard-trigger", "a guard that people report to has no '\(name)'", hint: "remove one of them")
    }

    fileprivate static func tooLarge(_ literal: String) -> Problem {
        Problem("number-range", "\(literal) is beyond the numbers that can be compared")
    }
}
