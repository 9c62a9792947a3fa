import Documents
import Evaluation
import FlagModel
import TestSupport
import Testing

@Suite("The evaluator on random changes and contexts")
struct EvaluatorPropertyTests {
    private static let blocks = 0..<10
    private static let changes = 100
    private static let contexts = 20

    @Test("serves what an independent reading of the rules serves", arguments: blocks)
    func agrees(block: Int) throws {
        for change in changes(block) {
            guard let version = change.after else { continue }
            let flags = try RandomContext.environment(version, edited: [])
            let side = Side(version, rest: Side.served(version.definition.offVariant, of: version))
            for context in contexts(change.seed) {
                let salt = Bucketer(salt: version.state.salt, mode: .flagdV3)
                let bucket = salt.bucket(context.bucketValue(version.state.bucketBy))
                let expected = side.served(side.row(cohorts: context.cohorts, met: context.met), bucket: bucket)
                let answer = flags.evaluate("F", for: context.context).answer
                if answer?.variant != expected.variant || answer?.value != expected.value {
                    Issue.record("\(answer?.variant.text ?? "nothing"), not \(expected) for \(context): \(change)")
                }
            }
        }
    }

    @Test("a neutral change is noticed by nobody, a lowering one leaves whom it concerns with off", arguments: blocks)
    func classifications(block: Int) throws {
        for change in changes(block) where change.impact.classification < .raising {
            guard let before = change.before, let after = change.after else { continue }
            let old = try RandomContext.environment(before, edited: [])
            let new = try RandomContext.environment(after, edited: change.edited)
            for context in contexts(change.seed) {
                let was = old.evaluate("F", for: context.context).answer
                let answer = new.evaluate("F", for: context.context).answer
                guard was != answer else { continue }
                let isLower =
                    change.impact.classification == .lowering && answer?.variant == after.definition.offVariant
                if !isLower { Issue.record("\(change.impact.classification) for \(context): \(change)") }
            }
        }
    }

    private func changes(_ block: Int) -> [RandomChange] {
        (0..<Self.changes).map { RandomChange(seed: 1_000_000 + block * Self.changes + $0) }
    }

    private func contexts(_ seed: Int) -> [RandomContext] {
        var random = SplitMix64(seed: seed)
        return (0..<Self.contexts).map { _ in RandomContext(&random) }
    }
}

/// Somebody in some cohorts, for whom some requirements are met.
private struct RandomContext {
    /// A bit for each cohort, and after them one for each cohort as it is once it was edited.
    private let bits: Int
    private let user: Int
    private let account: Int
    let met: Set<Requirement>

    init(_ random: inout SplitMix64) {
        bits = random.upTo(256)
        user = random.upTo(1_000_000)
        account = random.upTo(1_000_000)
        met = random.pick(RandomVersion.requirementSets)
    }

    /// The cohorts that somebody is in, a bit each.
    var cohorts: Int { bits & 15 }

    var context: EvaluationContext {
        EvaluationContext(
            targetingKey: "user-\(user)",
            attributes: [
                "accountId": .string("account-\(account)"),
                "bits": .list((0..<8).filter { bits & (1 << $0) != 0 }.map { .integer($0) }),
                "met": .list(met.map { .string($0.flag.text) }),
            ])
    }

    func bucketValue(_ attribute: String) -> String {
        attribute == FlagState.defaultBucketBy ? "user-\(user)" : "account-\(account)"
    }

    /// The flag, with the flags that it may require and the cohorts.
    static func environment(_ version: FlagVersion, edited: Set<CohortKey>) throws -> CompiledEnvironment {
        let cohorts = try RandomVersion.cohorts.enumerated().map { place, key in
            try cohort(key.text, includes("bits", "\(edited.contains(key) ? place + 4 : place)"))
        }
        let required = try RandomVersion.requirements.map(\.flag.text).map { name in
            (
                flag: EvaluationTests.version(["if-\(name)": .on], else: .off).renamed(name),
                cohort: try cohort("if-\(name)", includes("met", "\"\(name)\""))
            )
        }
        return CompiledEnvironment(
            flags: [version] + required.map(\.flag), cohorts: cohorts + required.map(\.cohort), mode: .flagdV3)
    }

    private static func includes(_ attribute: String, _ value: String) -> String {
        #"{ "attribute": "\#(attribute)", "operator": "includes", "value": \#(value) }"#
    }
}
