import FlagModel

/// Evaluates flags of one environment for one context (DESIGN.md, section 3).
struct Evaluator {
    let environment: CompiledEnvironment
    let context: EvaluationContext

    /// How far requirements are followed; validation refuses cycles, this only keeps a bad tree from hanging.
    private static let requirementLimit = 32

    func evaluate<Recorder: Trace>(_ key: String, _ trace: inout Recorder) -> FlagEvaluation {
        evaluate(key, &trace, depth: 0)
    }

    private func evaluate<Recorder: Trace>(_ key: String, _ trace: inout Recorder, depth: Int) -> FlagEvaluation {
        guard let flag = environment.flags[key] else {
            trace.record(.notFound(key))
            return .failed(key, .flagNotFound)
        }
        guard flag.isEnabled else {
            trace.record(.disabled(key, flag.off.variant))
            return FlagEvaluation(key: key, answer: flag.off, reason: .disabled, errorCode: nil)
        }
        for requirement in flag.requires {
            guard isMet(requirement, &trace, depth: depth) else {
                return FlagEvaluation(key: key, answer: flag.off, reason: .disabled, errorCode: nil)
            }
        }
        for (cohort, serving) in flag.rules {
            trace.record(.rule(cohort))
            let holds = isMember(of: cohort, &trace, depth: 0)
            trace.record(.ruleResult(cohort, holds))
            if holds { return serve(serving, of: flag, constant: .targetingMatch, &trace) }
        }
        trace.record(.fallthrough)
        return serve(flag.fallthrough, of: flag, constant: flag.rules.isEmpty ? .static : .default, &trace)
    }

    private func serve<Recorder: Trace>(
        _ serving: CompiledFlag.Serving, of flag: CompiledFlag, constant reason: Reason, _ trace: inout Recorder
    ) -> FlagEvaluation {
        if let answer = serving.constant {
            trace.record(.served(answer.variant))
            return FlagEvaluation(key: flag.key.text, answer: answer, reason: reason, errorCode: nil)
        }
        guard let value = flag.bucketBy.bucketText(in: context) else {
            trace.record(.noBucketValue(flag.bucketBy.text))
            return .failed(flag.key.text, .targetingKeyMissing)
        }
        let hash = flag.bucketer.hash(value)
        let bucket = Bucketer.bucket(of: hash)
        let answer = serving.answer(of: bucket)
        trace.record(
            .bucket(
                attribute: flag.bucketBy.text, value: value, hash: hash, bucket: bucket, range: serving.range(of: bucket),
                variant: answer.variant))
        return FlagEvaluation(key: flag.key.text, answer: answer, reason: .split, errorCode: nil)
    }

    private func isMet<Recorder: Trace>(
        _ requirement: Requirement, _ trace: inout Recorder, depth: Int
    ) -> Bool {
        guard depth < Self.requirementLimit else { return false }
        let found = evaluate(requirement.flag.text, &trace, depth: depth + 1)
        let isMet = found.answer?.variant == requirement.variant
        trace.record(.requirement(requirement, found.answer?.variant, isMet))
        return isMet
    }

    private func isMember<Recorder: Trace>(
        of cohort: CohortKey, _ trace: inout Recorder, depth: Int
    ) -> Bool {
        guard let condition = environment.cohorts[cohort], depth < Condition.depthLimit else {
            trace.record(.unknownCohort(cohort))
            return false
        }
        return holds(condition, &trace, depth: depth)
    }

    private func holds<Recorder: Trace>(
        _ condition: CompiledCondition, _ trace: inout Recorder, depth: Int
    ) -> Bool {
        switch condition {
        case .all(let conditions):
            for condition in conditions where !holds(condition, &trace, depth: depth) { return false }
            return true
        case .any(let conditions):
            for condition in conditions where holds(condition, &trace, depth: depth) { return true }
            return false
        case .not(let condition): return !holds(condition, &trace, depth: depth)
        case .cohort(let key): return isMember(of: key, &trace, depth: depth + 1)
        case .never: return false
        case .attribute(let path, let test, let source):
            let value = path.value(in: context)
            let holds = test.holds(value)
            trace.record(.condition(source, value, holds))
            return holds
        case .sample(let bucketer, let thousandths):
            guard let key = context.targetingKey, !key.isEmpty else {
                trace.record(.noBucketValue("targetingKey"))
                return false
            }
            let bucket = bucketer.bucket(key)
            trace.record(.sample(thousandths: thousandths, bucket: bucket))
            return bucket < thousandths
        }
    }
}
