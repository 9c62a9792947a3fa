import Documents
public import FlagModel

/// What is wrong with the messages of a plan, or with one of them.
public struct PlanFailure: Sendable {
    /// Where.
    public let environment: EnvironmentKey
    /// The plan.
    public let plan: PlanKey
    /// The message; nothing where it is about all of them.
    public let message: MessageKey?
    /// What is wrong.
    public let failure: Failure

    init(_ plan: PlanKey, in environment: EnvironmentKey, message: MessageKey? = nil, _ failure: Failure) {
        self.environment = environment
        self.plan = plan
        self.message = message
        self.failure = failure
    }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("environment", environment.text)
            fields.add("plan", plan.text)
            fields.add("message", message?.text)
            fields.add(failure)
        }
    }
}
