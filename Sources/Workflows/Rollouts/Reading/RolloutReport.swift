public import FlagModel
import Rollouts

/// The board of one plan and its newest run.
public struct RolloutReport: Sendable {
    /// The run.
    public struct Run: Sendable {
        /// Its name.
        public let id: String
        /// Where it stands, in the file's word and as people read it.
        public let state: RolloutState
        /// Since when.
        public let since: Timestamp
        /// The current phase, or the one in which it ended.
        public let phase: PhaseKey
        /// Since when it is in that phase.
        public let phaseSince: Timestamp
        /// How many steps of the phase are made.
        public let steps: Int
        /// When it was started.
        public let started: Timestamp
        /// Who started it.
        public let by: String
        /// What it was approved by.
        public let approval: Approval
        /// When the newest step has held long enough, while that is ahead.
        public let holdEnd: Timestamp?
        /// What paused it, or took it down.
        public let cause: String?
    }

    /// The approval that covers the run's steps.
    public struct Approval: Sendable {
        /// The version of the policy.
        public let policyVersion: Int
        /// Who approved the start or the resumption, as the commit says.
        public let by: [String]
        /// Until when it holds; nothing where it does not run out, or where the policy asks nobody.
        public let until: Timestamp?
        /// Why it does not hold any more.
        public let problem: String?
    }

    /// One phase.
    public struct PhaseRow: Sendable {
        /// How far the run is with it.
        public enum Standing: String, Sendable, Hashable { case passed, current, ahead }

        /// The phase.
        public let key: PhaseKey
        /// What people call it.
        public let name: String
        /// How far the run is.
        public let standing: Standing
        /// What its steps are called.
        public let steps: [String]
        /// How long it takes at least, in seconds.
        public let shortest: Int
        /// The roles of its gate.
        public let roles: [String]
    }

    /// A task or prerequisite of the current phase.
    public struct TaskRow: Sendable {
        /// The task.
        public let key: TaskKey
        /// What is to be done.
        public let text: String
        /// Whether it is.
        public let isDone: Bool
        /// Whether the phase can go on without it.
        public let isOptional: Bool
        /// Whether flagctl itself sees it.
        public let isChecked: Bool
        /// The roles that may tick it; anybody where there is none.
        public let roles: [String]
        /// Who ticked it; nobody where the plan's author did.
        public let act: Act?
    }

    /// The gate of the current phase.
    public struct GateRow: Sendable {
        /// A role that has to say go.
        public struct Role: Sendable {
            /// The role.
            public let name: String
            /// Its newest word.
            public let word: Attestation?
            /// The keys of the people who hold it.
            public let holders: [String]
        }

        /// The roles.
        public let roles: [Role]
        /// When it has been held long enough, once the last step is made.
        public let end: Timestamp?
        /// How long it has to be held, in seconds.
        public let hold: Int
    }

    /// A criterion of the current phase, or a guard.
    public struct MeasuredRow: Sendable {
        /// Which.
        public let subject: MetricSubject
        /// What people call it.
        public let title: String
        /// The metric; nothing for a guard that people report to.
        public let metric: MetricKey?
        /// The unit of its values.
        public let unit: String?
        /// How values are compared.
        public let test: MetricTest?
        /// What the newest value has to be like.
        public let success: Threshold?
        /// What a value must not be like.
        public let failure: Threshold?
        /// What was measured; nothing where nothing was.
        public let evidence: MetricEvidence?
        /// The newest value as thresholds see it.
        public let compared: Double?
        /// What a guard does.
        public let action: String?
        /// The roles that may report to a guard.
        public let roles: [String]
    }

    /// What a flag is exposed to.
    public struct ExposureRow: Sendable {
        /// The flag.
        public let flag: FlagKey
        /// Now.
        public let now: ExposureReport
        /// After the next change; nothing where that leaves it alone.
        public let next: ExposureReport?
    }

    /// The watcher's newest look.
    public struct Watcher: Sendable {
        /// When it looked; nothing where none ever did, or not here.
        public let time: Timestamp?
        /// How often it looks, in seconds.
        public let interval: Int?
        /// How old a look may be, in seconds.
        public let maxAge: Int
        /// Whether it is older.
        public let isLate: Bool
    }

    /// The moment that the report is about.
    public let time: Timestamp
    /// The commit that was read.
    public let commit: String
    /// Where.
    public let environment: EnvironmentKey
    /// The plan.
    public let plan: PlanKey
    /// What people call it.
    public let name: String
    /// Who answers for it.
    public let owner: String?
    /// The run; nothing where none was started.
    public let run: Run?
    /// The phases.
    public let phases: [PhaseRow]
    /// What has to hold before the phase begins.
    public var prerequisites: [TaskRow] = []
    /// What has to be done at the gate.
    public var tasks: [TaskRow] = []
    /// The gate.
    public var gate: GateRow?
    /// Whether metrics were asked for.
    public var isMeasured = false
    /// What has to be measured.
    public var criteria: [MeasuredRow] = []
    /// The guards on duty.
    public var guards: [MeasuredRow] = []
    /// What changes next, in words.
    public var nextChange: String?
    /// Flags that the run has set or sets next.
    public var exposure: [ExposureRow] = []
    /// The watcher; nothing where no run is active.
    public var watcher: Watcher?
    /// The newest decisions, newest first.
    public var decisions: [Decision] = []
    /// What happens next, or what somebody has to do.
    public var next: [NextStep] = []
}
