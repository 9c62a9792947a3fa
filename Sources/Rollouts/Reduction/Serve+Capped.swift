import FlagModel

extension Serve {
    /// The same with at most `limit` thousandths of a percent for anything but the off variant.
    ///
    /// Variants take consecutive buckets in the flag's order, so the off variant can only grow over its neighbours:
    /// first the ones before it, the nearest first, then those behind it. Nobody else's variant changes.
    func capped(at limit: Int, in flag: FeatureFlag) -> Serve {
        var weights = weights(in: flag)
        guard let off = flag.variants.firstIndex(where: { $0.key == flag.offVariant }) else { return self }
        var excess = weights.reduce(0, +) - weights[off] - limit
        guard excess > 0 else { return self }
        for index in Array((0..<off).reversed()) + Array(weights.indices.dropFirst(off + 1)) where excess > 0 {
            let taken = min(excess, weights[index])
            weights[index] -= taken
            weights[off] += taken
            excess -= taken
        }
        if weights[off] == Thousandths.whole { return .variant(flag.offVariant) }
        return .weights(
            zip(flag.variants, weights).filter { $1 > 0 || $0.key == flag.offVariant }
                .map { Weight(variant: $0.key, thousandths: $1) })
    }

    /// Whether everybody gets the off variant.
    func isOff(_ flag: FeatureFlag) -> Bool {
        switch self {
        case .variant(let variant): variant == flag.offVariant
        case .weights(let weights): weights.allSatisfy { $0.thousandths == 0 || $0.variant == flag.offVariant }
        }
    }

    /// The weight of each of the flag's variants, in their order.
    private func weights(in flag: FeatureFlag) -> [Int] {
        flag.variants.map { variant in
            switch self {
            case .variant(let key): key == variant.key ? Thousandths.whole : 0
            case .weights(let weights): weights.first { $0.variant == variant.key }?.thousandths ?? 0
            }
        }
    }
}
