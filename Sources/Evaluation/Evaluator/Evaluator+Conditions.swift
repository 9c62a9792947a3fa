import FlagModel

extension Evaluator {
    mutating func isMember(of cohort: CompiledCohort, _ context: EvaluationContext, depth: Int) -> Bool {
        guard let condition = cohort.condition else {
            trace.add(.endlessCohort(cohort.key), holds: false)
            return false
        }
        return holds(condition, context, depth: depth)
    }

    mutating func holds(_ condition: CompiledCondition, _ context: EvaluationContext, depth: Int) -> Bool {
        switch condition {
        case .attribute(let leaf): return holds(leaf, context)
        case .all(let conditions): return holdsJoin(.all, conditions, context, stopsAt: false, depth: depth)
        case .any(let conditions): return holdsJoin(.any, conditions, context, stopsAt: true, depth: depth)
        case .not(let condition):
            trace.open(.join(.not))
            let result = !holds(condition, context, depth: depth)
            trace.close(holds: result)
            return result
        case .cohort(let cohort): return holdsReference(to: cohort, context, depth: depth + 1)
        case .unknownCohort(let key):
            trace.add(.unknownCohort(key), holds: false)
            return false
        case .sample(let leaf): return holds(leaf, context)
        }
    }

    private mutating func holdsJoin(
        _ join: ExplanationStep.Join, _ conditions: [CompiledCondition], _ context: EvaluationContext,
        stopsAt end: Bool, depth: Int
    ) -> Bool {
        trace.open(.join(join))
        var result = !end
        for condition in conditions where holds(condition, context, depth: depth) == end {
            result = end
            break
        }
        trace.close(holds: result)
        return result
    }

    /// References from a rule's own cohort are few; the ones from further away are followed once.
    private mutating func holdsReference(
        to cohort: CompiledCohort, _ context: EvaluationContext, depth: Int
    ) -> Bool {
        if depth > 1, let known = members?[ObjectIdentifier(cohort)] {
            trace.add(.cohort(cohort.key), holds: known)
            return known
        }
        trace.open(.cohort(cohort.key))
        let result = isMember(of: cohort, context, depth: depth)
        trace.close(holds: result)
        if depth > 1 {
            members = members ?? [:]
            members?[ObjectIdentifier(cohort)] = result
        }
        return result
    }

    private mutating func holds(_ leaf: AttributeLeaf, _ context: EvaluationContext) -> Bool {
        let value = leaf.path.value(in: context)
        let answer = leaf.test?.holds(value)
        trace.add(
            .attribute(
                path: leaf.path.text, leaf.found, expected: leaf.operand, actual: value, fits: answer != nil),
            holds: answer ?? false)
        return answer ?? false
    }

    private mutating func holds(_ leaf: SampleLeaf, _ context: EvaluationContext) -> Bool {
        guard let key = context.targetingKey, !key.isEmpty else {
            trace.add(.noBucketValue(attribute: FlagState.defaultBucketBy), holds: false)
            return false
        }
        let hash = leaf.bucketer.hash(key)
        let bucket = Bucketer.bucket(of: hash)
        trace.add(
            .sample(
                thousandths: leaf.thousandths, salt: leaf.bucketer.salt, value: key, hash: hash, bucket: bucket),
            holds: bucket < leaf.thousandths)
        return bucket < leaf.thousandths
    }
}
