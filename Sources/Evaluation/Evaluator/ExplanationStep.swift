public import Documents
public import FlagModel

/// One step of an evaluation, as an explanation tells it.
public struct ExplanationStep: Sendable, Hashable {
    /// What is looked at.
    public enum Event: Sendable, Hashable {
        /// There is no such flag in the environment.
        case notFound(flag: String)
        /// The flag's state serves a variant that its definition does not have.
        case unknownVariant(flag: FlagKey, VariantKey)
        /// The flag is off and serves this variant.
        case disabled(flag: FlagKey, serves: VariantKey)
        /// Another flag has to serve a variant; the steps below are that flag's, and `serves` is what it comes to.
        case requirement(Requirement, serves: VariantKey?)
        /// Requirements come back to the flag that has them, or go on for too long.
        case endlessRequirements(flag: FlagKey)
        /// A requirement is not met, so that the flag serves its off variant.
        case waiting(flag: FlagKey, serves: VariantKey)
        /// A rule is tried; the steps below are its cohort's.
        case rule(CohortKey)
        /// All, any, or the contrary of the steps below.
        case join(Join)
        /// Another cohort, whose steps are below; they are told once.
        case cohort(CohortKey)
        /// A cohort that does not exist.
        case unknownCohort(CohortKey)
        /// A cohort that refers to itself, through others perhaps, or to a chain of cohorts that is too long.
        case endlessCohort(CohortKey)
        /// An attribute is compared; `fits` says whether it is there and of a type that can be.
        case attribute(path: String, Operator, expected: JSONValue?, actual: ContextValue?, fits: Bool)
        /// A random sample of this size; the rest is the context's place in it.
        case sample(thousandths: Int, salt: String, value: String, hash: UInt32, bucket: Int)
        /// No rule took the context.
        case `fallthrough`
        /// Everybody of the row gets this variant.
        case served(VariantKey)
        /// Weights decide: the attribute that buckets are drawn by, its value, hash and bucket, the range that has it.
        case bucket(Draw)
        /// A bucket is needed, and the attribute that it is drawn by is missing, empty or of another type.
        case noBucketValue(attribute: String)
    }

    /// How conditions are joined.
    public enum Join: String, Sendable, Hashable {
        case all, any, not
    }

    /// How weights decided.
    public struct Draw: Sendable, Hashable {
        /// The attribute.
        public let attribute: String
        /// Its value as text.
        public let value: String
        /// What it is hashed with.
        public let salt: String
        /// Its hash.
        public let hash: UInt32
        /// Its bucket, 0 to 99,999.
        public let bucket: Int
        /// The buckets of the variant.
        public let range: Range<Int>
        /// The variant.
        public let variant: VariantKey
    }

    /// How many steps this one is part of.
    public let depth: Int
    /// What is looked at.
    public internal(set) var event: Event
    /// Whether it holds, of what can hold.
    public internal(set) var holds: Bool?
}
