/// Marks the keys of flags.
public enum FlagKind {}
/// Marks the names of a flag's variants.
public enum VariantKind {}
/// Marks the keys of cohorts, which are an environment's own.
public enum CohortKind {}
/// Marks the keys of environments.
public enum EnvironmentKind {}
/// Marks the keys of people.
public enum PersonKind {}
/// Marks the keys of groups, of flags or of people.
public enum GroupKind {}
/// Marks the keys of forges.
public enum ForgeKind {}
/// Marks the keys of rollout plans.
public enum PlanKind {}
/// Marks the keys of phases of a plan.
public enum PhaseKind {}
/// Marks the keys of tasks and prerequisites of a phase.
public enum TaskKind {}
/// Marks the keys of exit criteria of a phase.
public enum CriterionKind {}
/// Marks the keys of guards of a plan.
public enum GuardKind {}
/// Marks the keys of metrics of metrics.json.
public enum MetricKind {}
/// Marks the keys of sources of measurements.
public enum SourceKind {}
/// Marks the keys of channels of channels.json.
public enum ChannelKind {}
/// Marks the keys of messages of a plan.
public enum MessageKind {}
/// Marks the keys of feedback.
public enum FeedbackKind {}

/// Names a flag in every environment.
public typealias FlagKey = Key<FlagKind>
/// Names one of a flag's variants.
public typealias VariantKey = Key<VariantKind>
/// Names a cohort of an environment.
public typealias CohortKey = Key<CohortKind>
/// Names an environment.
public typealias EnvironmentKey = Key<EnvironmentKind>
/// Names a person of people.json.
public typealias PersonKey = Key<PersonKind>
/// Names a group of flags or of people.
public typealias GroupKey = Key<GroupKind>
/// Names a forge of people.json.
public typealias ForgeKey = Key<ForgeKind>
/// Names a rollout plan of an environment.
public typealias PlanKey = Key<PlanKind>
/// Names a phase of a plan.
public typealias PhaseKey = Key<PhaseKind>
/// Names a task or prerequisite of a phase.
public typealias TaskKey = Key<TaskKind>
/// Names an exit criterion of a phase.
public typealias CriterionKey = Key<CriterionKind>
/// Names a guard of a plan.
public typealias GuardKey = Key<GuardKind>
/// Names a metric of metrics.json.
public typealias MetricKey = Key<MetricKind>
/// Names a source of measurements of metrics.json.
public typealias SourceKey = Key<SourceKind>
/// Names a channel of channels.json.
public typealias ChannelKey = Key<ChannelKind>
/// Names a message of a plan.
public typealias MessageKey = Key<MessageKind>
/// Names a piece of feedback.
public typealias FeedbackKey = Key<FeedbackKind>

/// Says what a kind of key is called in a message.
protocol NamedKind {
    static var noun: String { get }
}

extension FlagKind: NamedKind { static var noun: String { "flag key" } }
extension VariantKind: NamedKind { static var noun: String { "variant name" } }
extension CohortKind: NamedKind { static var noun: String { "cohort key" } }
extension EnvironmentKind: NamedKind { static var noun: String { "environment key" } }
extension PersonKind: NamedKind { static var noun: String { "person key" } }
extension GroupKind: NamedKind { static var noun: String { "group key" } }
extension ForgeKind: NamedKind { static var noun: String { "forge key" } }
extension PlanKind: NamedKind { static var noun: String { "plan key" } }
extension PhaseKind: NamedKind { static var noun: String { "phase key" } }
extension TaskKind: NamedKind { static var noun: String { "task key" } }
extension CriterionKind: NamedKind { static var noun: String { "criterion key" } }
extension GuardKind: NamedKind { static var noun: String { "guard key" } }
extension MetricKind: NamedKind { static var noun: String { "metric key" } }
extension SourceKind: NamedKind { static var noun: String { "source key" } }
extension ChannelKind: NamedKind { static var noun: String { "channel key" } }
extension MessageKind: NamedKind { static var noun: String { "message key" } }
extension FeedbackKind: NamedKind { static var noun: String { "feedback key" } }
