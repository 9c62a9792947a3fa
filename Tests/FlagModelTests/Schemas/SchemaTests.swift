import Documents
import FlagModel
import Testing

/// What editors complete is what decoding takes.
@Suite struct SchemaTests {
    @Test(
        "objects of the schemas have the members that decoding knows",
        arguments: [
            ("plan", "", RolloutPlan.memberOrder), ("plan", "/properties/roles", PlanRoles.memberOrder),
            ("plan", "/properties/measures/items", PlanMeasure.memberOrder),
            ("plan", "/properties/risks/items", PlanRisk.memberOrder),
            ("plan", "/properties/contacts/items", PlanContact.memberOrder),
            ("plan", "/definitions/phase", Phase.memberOrder), ("plan", "/definitions/task", PlanTask.memberOrder),
            ("plan", "/definitions/step", PlanStep.memberOrder),
            ("plan", "/definitions/assignment", Assignment.memberOrder),
            ("plan", "/definitions/criterion", Criterion.memberOrder),
            ("plan", "/definitions/guard", Guard.memberOrder),
            ("plan", "/definitions/strategy", RollbackStrategy.memberOrder),
            ("status", "", RolloutStatus.memberOrder), ("status", "/properties/decisions/items", Decision.memberOrder),
            ("status", "/definitions/strategy", RollbackStrategy.memberOrder),
            ("status", "/definitions/evidence", MetricEvidence.memberOrder),
            ("metrics", "", MetricsCatalog.memberOrder),
            ("metrics", "/properties/sources/items", MetricSource.memberOrder),
            ("metrics", "/properties/metrics/items", MetricDefinition.memberOrder),
            ("flag", "", FeatureFlag.memberOrder), ("state", "", FlagState.memberOrder),
            ("cohort", "", Cohort.memberOrder), ("environment", "", FlagEnvironment.memberOrder),
            ("config", "", RepositorySettings.memberOrder), ("people", "", People.memberOrder),
            ("people", "/properties/people/items", Person.memberOrder),
            ("people", "/properties/groups/items", PeopleGroup.memberOrder),
            ("plan", "/properties/schedule", PlanSchedule.memberOrder),
            ("plan", "/properties/messages/items", PlanMessage.memberOrder),
            ("channels", "", Channels.memberOrder),
            ("channels", "/properties/channels/items", MessageChannel.memberOrder),
            ("deliveries", "", DeliveryLog.memberOrder),
            ("deliveries", "/properties/deliveries/items", Delivery.memberOrder),
            ("feedback", "", Feedback.memberOrder), ("feedback", "/properties/closed", ["by", "at", "note"]),
        ])
    func members(schema: String, path: String, known: [String]) throws {
        let members = try #require(try value(schema, path + "/properties").object?.members.map(\.name))
        #expect(Set(members) == Set(known), "\(schema)\(path)")
    }

    @Test(
        "words of the schemas are those that decoding knows",
        arguments: [
            ("plan", "/definitions/threshold/properties/operator", Threshold.Relation.allCases.map(\.rawValue)),
            ("plan", "/definitions/criterion/properties/compare", BaselineComparison.allCases.map(\.rawValue)),
            ("plan", "/definitions/guard/properties/aggregate", Aggregate.allCases.map(\.rawValue)),
            ("plan", "/definitions/strategy/properties/scope", RollbackStrategy.Scope.allCases.map(\.rawValue)),
            ("status", "/properties/state", RolloutState.allCases.map(\.rawValue)),
            ("status", "/properties/decisions/items/properties/kind", Decision.Kind.allCases.map(\.rawValue)),
            (
                "status", "/properties/attestations/items/properties/verdict",
                Attestation.Verdict.allCases.map(\.rawValue)
            ),
            ("status", "/definitions/evidence/properties/result", MetricEvidence.Result.allCases.map(\.rawValue)),
            ("metrics", "/properties/sources/items/properties/type", MetricSource.Kind.allCases.map(\.rawValue)),
            ("plan", "/properties/schedule/properties/businessDays/items", Weekday.allCases.map(\.rawValue)),
            ("channels", "/properties/channels/items/properties/type", MessageChannel.Kind.allCases.map(\.rawValue)),
            ("deliveries", "/properties/deliveries/items/properties/state", Delivery.State.allCases.map(\.rawValue)),
            ("feedback", "/properties/class", Feedback.Class.allCases.map(\.rawValue)),
        ])
    func words(schema: String, path: String, known: [String]) throws {
        let words = try #require(try value(schema, path + "/enum").array?.map(\.string))
        #expect(words == known, "\(schema)\(path)")
    }

    /// The value at a path of names in a schema of this repository.
    private func value(_ schema: String, _ path: String) throws -> JSONValue {
        let document = try JSONDocument(parsing: Project.bytes(".flagctl/schemas/\(schema).schema.json"))
        let names = path.split(separator: "/").map { JSONPathElement.member(String($0)) }
        return try #require(document.node(at: names), "\(schema) has nothing at \(path)").value
    }
}
