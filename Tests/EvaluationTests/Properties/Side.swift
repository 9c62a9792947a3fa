import Documents
import Evaluation
import FlagModel

/// What somebody is served; without a variant, what the code decides for itself.
struct Served: Hashable {
    var variant: VariantKey?
    var value: JSONValue?
}

/// One side of a change as DESIGN.md, section 3, reads it, written without the room's own allocation and rows.
struct Side {
    /// The row of somebody of whom no row decides: the flag is off, absent or waits for another one.
    static let whole = -1

    let version: FlagVersion?
    /// What somebody gets whom no row decides on.
    let rest: Served

    init(_ version: FlagVersion?, rest: Served) {
        self.version = version
        self.rest = rest
    }

    /// The row that decides for somebody in these cohorts (a bit each) for whom these requirements are met.
    func row(cohorts: Int, met: Set<Requirement>) -> Int {
        guard let version, version.state.enabled, met.isSuperset(of: version.definition.requires) else {
            return Side.whole
        }
        for (index, rule) in version.state.rules.enumerated() {
            guard let bit = RandomVersion.cohorts.firstIndex(of: rule.cohort) else { continue }
            if cohorts & (1 << bit) != 0 { return index }
        }
        return version.state.rules.count
    }

    /// The name of a row.
    func name(_ row: Int) -> RowName {
        guard row != Side.whole, let rules = version?.state.rules else { return .flag }
        return row < rules.count ? .cohort(rules[row].cohort) : .fallthrough
    }

    /// What a bucket of a row is served.
    func served(_ row: Int, bucket: Int) -> Served {
        guard row != Side.whole, let version else { return rest }
        switch serve(row, version) {
        case .variant(let variant): return Side.served(variant, of: version)
        case .weights(let weights):
            var end = 0
            for variant in version.definition.variants.map(\.key) {
                for weight in weights where weight.variant == variant { end += weight.thousandths }
                if bucket < end { return Side.served(variant, of: version) }
            }
            return Served()
        }
    }

    /// The first buckets that may be served something else than the one before, and the end.
    func bounds(_ row: Int) -> Set<Int> {
        var bounds: Set<Int> = [0, 100_000]
        guard row != Side.whole, let version, case .weights(let weights) = serve(row, version) else { return bounds }
        var end = 0
        for variant in version.definition.variants.map(\.key) {
            for weight in weights where weight.variant == variant { end += weight.thousandths }
            bounds.insert(end)
        }
        return bounds
    }

    static func served(_ variant: VariantKey, of version: FlagVersion) -> Served {
        Served(variant: variant, value: version.definition.value(of: variant))
    }

    private func serve(_ row: Int, _ version: FlagVersion) -> Serve {
        row < version.state.rules.count ? version.state.rules[row].serve : version.state.fallthrough
    }
}
