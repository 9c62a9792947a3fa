import FlagModel

/// What a row serves: the variants by the bucket before which they end.
final class Serving: Sendable {
    private let ends: [(end: Int, answer: FlagEvaluation.Answer)]
    /// The answer that needs no bucket, because everybody gets it.
    let constant: FlagEvaluation.Answer?

    /// Nothing where a variant is not one of the flag's, or nothing is served at all.
    init?(_ serve: Serve, of definition: FeatureFlag) {
        var ends: [(end: Int, answer: FlagEvaluation.Answer)] = []
        for segment in Allocation(serve, variants: definition.variants.map(\.key)).segments {
            guard let answer = definition.answer(segment.variant) else { return nil }
            ends.append((segment.buckets.upperBound, answer))
        }
        guard let first = ends.first else { return nil }
        self.ends = ends
        constant = ends.count == 1 ? first.answer : nil
    }

    /// The answer of a bucket.
    func answer(of bucket: Int) -> FlagEvaluation.Answer {
        var index = 0
        while index < ends.count - 1, bucket >= ends[index].end { index += 1 }
        return ends[index].answer
    }

    /// The buckets that get the same answer.
    func range(of bucket: Int) -> Range<Int> {
        var start = 0
        for (end, _) in ends {
            if bucket < end { return start..<end }
            start = end
        }
        return start..<max(start, Allocation.bucketCount)
    }
}
