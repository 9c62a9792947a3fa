public import FlagModel

/// Who gets which variant within one row: consecutive bucket ranges in the order of the flag's variants.
///
/// Buckets are thousandths of a percent, `0..<100_000`. The layout is part of the meaning of a flag: because ranges
/// follow the variants' order, raising a variant's weight keeps everyone who had it as long as the ones before it
/// do not grow.
public struct Allocation: Sendable, Hashable {
    /// One variant's share of the buckets.
    public struct Segment: Sendable, Hashable {
        /// The buckets, never empty.
        public let buckets: Range<Int>
        /// What they are served.
        public let variant: VariantKey

        /// Creates a segment.
        public init(buckets: Range<Int>, variant: VariantKey) {
            self.buckets = buckets
            self.variant = variant
        }
    }

    /// The number of buckets of a row.
    public static let bucketCount = 100_000

    /// Segments without gaps from bucket 0 to the last.
    public let segments: [Segment]

    /// Lays `serve` out in the order of `variants`.
    public init(_ serve: Serve, variants: [VariantKey]) {
        switch serve {
        case .variant(let variant):
            segments = [Segment(buckets: 0..<Self.bucketCount, variant: variant)]
        case .weights(let weights):
            segments = Self.layOut(weights, variants: variants)
        }
    }

    /// The variant that every bucket gets, or nothing where buckets differ.
    public var constant: VariantKey? {
        guard let first = segments.first, segments.allSatisfy({ $0.variant == first.variant }) else { return nil }
        return first.variant
    }

    /// The number of buckets that do not get `variant`.
    public func buckets(without variant: VariantKey) -> Int {
        segments.reduce(0) { $0 + ($1.variant == variant ? 0 : $1.buckets.count) }
    }

    /// Weights of variants that the flag does not have, which validation reports, come last: a comparison that did not
    /// see them could call their loss or return neutral.
    private static func layOut(_ weights: [Weight], variants: [VariantKey]) -> [Segment] {
        var segments: [Segment] = []
        var start = 0
        for variant in variants + weights.map(\.variant).filter({ !variants.contains($0) }) {
            let count = weights.first { $0.variant == variant }?.thousandths ?? 0
            guard count > 0 else { continue }
            segments.append(Segment(buckets: start..<(start + count), variant: variant))
            start += count
        }
        return segments
    }
}
