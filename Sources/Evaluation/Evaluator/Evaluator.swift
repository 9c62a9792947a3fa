import FlagModel

/// Evaluates flags as DESIGN.md, section 3, says.
///
/// Environment and context are parameters all the way down, which costs no reference counts; the evaluator itself
/// keeps only what an evaluation finds out.
struct Evaluator<Recorder: Trace> {
    var trace: Recorder
    /// What required flags come to, and which cohorts hold: of those that are referred to from afar, so that no web of
    /// references is walked twice. Nothing until there is one.
    private var required: [FlagKey: RequiredFlag]?
    var members: [ObjectIdentifier: Bool]?

    /// How long a chain of requirements may be, so that no tree exhausts the stack.
    static var requirementLimit: Int { 128 }

    init(_ trace: Recorder) { self.trace = trace }

    /// What a flag comes to; `depth` counts the flags that require it.
    mutating func evaluate(
        _ key: String, in flags: [String: CompiledFlag], for context: EvaluationContext, depth: Int = 0
    ) -> FlagEvaluation {
        switch flags[key] {
        case .usable(let plan)?: return evaluate(plan, key, in: flags, for: context, depth: depth)
        case .unusable(let flag)?:
            trace.add(.unknownVariant(flag: flag.key, flag.variant), holds: nil)
            return .failed(key, .general)
        case nil:
            trace.add(.notFound(flag: key), holds: nil)
            return .failed(key, .flagNotFound)
        }
    }

    private mutating func evaluate(
        _ plan: FlagPlan, _ key: String, in flags: [String: CompiledFlag], for context: EvaluationContext, depth: Int
    ) -> FlagEvaluation {
        guard plan.isEnabled else {
            trace.add(.disabled(flag: plan.key, serves: plan.off.variant), holds: nil)
            return FlagEvaluation(key: key, answer: plan.off, reason: .disabled, errorCode: nil)
        }
        for index in plan.requires.indices
        where !isMet(plan.requires[index], of: plan.key, in: flags, for: context, depth: depth) {
            trace.add(.waiting(flag: plan.key, serves: plan.off.variant), holds: nil)
            return FlagEvaluation(key: key, answer: plan.off, reason: .disabled, errorCode: nil)
        }
        // By index, because an iterator counts references.
        for index in plan.rules.indices {
            let rule = plan.rules[index]
            guard takes(rule, context) else { continue }
            return serve(rule.serving, key, plan, context, constant: .targetingMatch)
        }
        trace.add(.fallthrough, holds: nil)
        return serve(plan.fallthrough, key, plan, context, constant: plan.rules.isEmpty ? .static : .default)
    }

    private mutating func takes(_ rule: FlagPlan.Rule, _ context: EvaluationContext) -> Bool {
        trace.open(.rule(rule.key))
        let holds: Bool
        if let condition = rule.condition {
            holds = self.holds(condition, context, depth: 0)
        } else if let cohort = rule.cohort {
            holds = isMember(of: cohort, context, depth: 0)
        } else {
            trace.add(.unknownCohort(rule.key), holds: false)
            holds = false
        }
        trace.close(holds: holds)
        return holds
    }

    private mutating func serve(
        _ serving: Serving, _ key: String, _ plan: FlagPlan, _ context: EvaluationContext, constant reason: Reason
    ) -> FlagEvaluation {
        if let answer = serving.constant {
            trace.add(.served(answer.variant), holds: nil)
            return FlagEvaluation(key: key, answer: answer, reason: reason, errorCode: nil)
        }
        guard let value = plan.bucketBy.bucketText(in: context) else {
            trace.add(.noBucketValue(attribute: plan.bucketBy.text), holds: nil)
            return .failed(key, .targetingKeyMissing)
        }
        let hash = plan.bucketer.hash(value)
        let bucket = Bucketer.bucket(of: hash)
        let answer = serving.answer(of: bucket)
        trace.add(
            .bucket(
                ExplanationStep.Draw(
                    attribute: plan.bucketBy.text, value: value, salt: plan.bucketer.salt, hash: hash, bucket: bucket,
                    range: serving.range(of: bucket), variant: answer.variant)), holds: nil)
        return FlagEvaluation(key: key, answer: answer, reason: .split, errorCode: nil)
    }
}

extension Evaluator {
    /// Whether another flag serves what it has to; one that comes to an error does not.
    private mutating func isMet(
        _ requirement: Requirement, of flag: FlagKey, in flags: [String: CompiledFlag],
        for context: EvaluationContext, depth: Int
    ) -> Bool {
        trace.open(.requirement(requirement, serves: nil))
        let found = variant(of: requirement.flag, requiredBy: flag, in: flags, for: context, depth: depth)
        let isMet = found == requirement.variant
        trace.close(serving: found, holds: isMet)
        return isMet
    }

    private mutating func variant(
        of key: FlagKey, requiredBy flag: FlagKey, in flags: [String: CompiledFlag],
        for context: EvaluationContext, depth: Int
    ) -> VariantKey? {
        guard depth > 0 else { return evaluate(key.text, in: flags, for: context, depth: 1).answer?.variant }
        switch required?[key] {
        case .serves(let variant)?: return variant
        case nil where depth < Self.requirementLimit:
            required = required ?? [:]
            required?[key] = .lookedAt
            let found = evaluate(key.text, in: flags, for: context, depth: depth + 1).answer?.variant
            required?[key] = .serves(found)
            return found
        case .lookedAt?, nil:
            trace.add(.endlessRequirements(flag: flag), holds: nil)
            return nil
        }
    }
}

/// How far a required flag is known.
private enum RequiredFlag {
    case lookedAt
    case serves(VariantKey?)
}
