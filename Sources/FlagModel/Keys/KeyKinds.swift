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
