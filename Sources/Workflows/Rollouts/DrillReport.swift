public import Documents
import FlagModel

/// What a drill measured.
public struct DrillReport: Report {
    /// One flag.
    public struct Time: Sendable {
        /// The flag.
        public let flag: String
        /// Seconds from the command to the changed answer.
        public let seconds: Double
        /// Seconds of these until the commit was there.
        public let commitSeconds: Double
        /// The commit that turned it off.
        public let off: String?
        /// The commit that turned it on again.
        public let on: String?

        /// `0.031 s`.
        public var text: String { "\(Decimals.short((seconds * 1000).rounded() / 1000)) s" }
    }

    /// The plan.
    public let plan: String
    /// Where it was drilled.
    public let environment: String
    /// Flag by flag.
    public var times: [Time] = []
    /// The report to the plan's run; nothing where no run asks for it.
    public var recorded: EditReport?

    init(plan: String, environment: String) {
        self.plan = plan
        self.environment = environment
    }

    /// `{"plan", "environment", "flags": [{"flag", "seconds", "commitSeconds", "off", "on"}], "recorded": edit}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("plan", plan)
            fields.add("environment", environment)
            fields.add(
                "flags",
                .array(
                    times.map { time in
                        JSONFields.build { fields in
                            fields.add("flag", time.flag)
                            fields.add("seconds", Decimals.json(time.seconds) ?? .null)
                            fields.add("commitSeconds", Decimals.json(time.commitSeconds) ?? .null)
                            fields.add("off", time.off)
                            fields.add("on", time.on)
                        }
                    }))
            fields.add("recorded", recorded?.json ?? .null)
        }
    }
}
