import FlagModel

/// The work behind ``Impact``: compares each row of one version with each row of the other that a context can be in
/// both of.
///
/// Cohorts are taken as independent truths, so that a pair of rows counts as possible unless one of them needs a
/// cohort that the other one excludes. That can only see more pairs than there are: a change that is called lowering
/// is lowering.
struct VersionComparison {
    var rows: [Impact.Row] = []
    var classification: Classification = .neutral

    private let before: FlagVersion?
    private let after: FlagVersion?
    private let edited: Set<CohortKey>
    private let population: Population

    init(before: FlagVersion?, after: FlagVersion?, edited: Set<CohortKey>, population: Population) {
        self.before = before
        self.after = after
        self.edited = edited
        self.population = population
        switch (before, after) {
        case (nil, nil): break
        case (nil, let after?): compareCreation(of: after)
        case (let before?, nil): compareRemoval(of: before)
        case (let before?, let after?): compare(before, after)
        }
    }

    // MARK: Creation and removal

    /// A new flag that is off for everybody is neutral: the application gets the off variant instead of no answer.
    private mutating func compareCreation(of after: FlagVersion) {
        for row in Ladder(after).rows {
            let ranges = row.allocation.segments
                .filter { $0.variant != after.definition.offVariant }
                .map { Impact.Range(buckets: $0.buckets, before: nil, after: $0.variant) }
            if !ranges.isEmpty { raise(to: .raising) }
            add(row.name, ranges, rules: after.state.rules)
        }
    }

    /// A removed flag leaves the application with its code default: lowering only where that is known to be off.
    private mutating func compareRemoval(of before: FlagVersion) {
        raise(to: before.definition.codeDefault == before.definition.offVariant ? .lowering : .raising)
        for row in Ladder(before).rows {
            let ranges = row.allocation.segments.map {
                Impact.Range(buckets: $0.buckets, before: $0.variant, after: nil)
            }
            add(row.name, ranges, rules: before.state.rules)
        }
    }

    // MARK: Edit

    private mutating func compare(_ before: FlagVersion, _ after: FlagVersion) {
        let old = Ladder(before).rows
        let new = Ladder(after).rows
        var unknown: [RowName] = []
        for row in new {
            for earlier in old where earlier.canMeet(row, edited: edited) {
                let aligned = bucketsAlign(earlier.allocation, row.allocation)
                let ranges =
                    aligned
                    ? changes(from: earlier.allocation, to: row.allocation)
                    : allPairs(earlier.allocation, row.allocation)
                for range in ranges { classify(range, after) }
                guard !ranges.isEmpty else { continue }
                if row.name != .flag, earlier.name != .flag, !row.hasPopulation(of: earlier, edited: edited) {
                    for name in [row.name, earlier.name] where !unknown.contains(name) { unknown.append(name) }
                } else if aligned {
                    add(
                        row.name == .flag ? earlier.name : row.name, ranges,
                        rules: row.name == .flag ? before.state.rules : after.state.rules)
                } else {
                    addUnknown(row.name, "bucketing changes: who moves between variants is not known")
                }
            }
        }
        for name in unknown { addUnknown(name, "the rules or cohorts that decide who is in this row change") }
        compareDefinitions(before, after)
    }

    /// What the rows do not show: whom requirements leave out, and what turning off would give.
    private mutating func compareDefinitions(_ before: FlagVersion, _ after: FlagVersion) {
        var reasons: [String] = []
        // Even if nobody is served it: a later change to the new off variant would count as lowering.
        if differs(before.definition.offVariant, after.definition.offVariant) {
            raise(to: .raising)
            reasons.append("the off variant changes: turning the flag off gives something else than before")
        }
        let old = Set(before.definition.requires)
        let new = Set(after.definition.requires)
        if old != new, before.state.enabled, after.state.enabled {
            raise(to: old.isSubset(of: new) ? .lowering : .raising)
            reasons.append("requirements change: whom they leave out depends on the required flags")
        }
        // A flag that was off and stays off has a row with the exact range.
        guard !reasons.isEmpty, !rows.contains(where: { $0.name == .flag }) else { return }
        addUnknown(.flag, reasons.joined(separator: "; "))
    }

    /// The buckets that are served something else, in variant or in value.
    private func changes(from old: Allocation, to new: Allocation) -> [Impact.Range] {
        var ranges: [Impact.Range] = []
        var i = 0
        var j = 0
        while i < old.segments.count, j < new.segments.count {
            let a = old.segments[i]
            let b = new.segments[j]
            let overlap =
                max(a.buckets.lowerBound, b.buckets.lowerBound)..<min(a.buckets.upperBound, b.buckets.upperBound)
            if !overlap.isEmpty, differs(a.variant, b.variant) {
                ranges.append(Impact.Range(buckets: overlap, before: a.variant, after: b.variant))
            }
            if a.buckets.upperBound <= b.buckets.upperBound { i += 1 }
            if b.buckets.upperBound <= a.buckets.upperBound { j += 1 }
        }
        return ranges
    }

    /// With another salt or bucketing attribute anybody of the old segments can be in any of the new ones.
    private func allPairs(_ old: Allocation, _ new: Allocation) -> [Impact.Range] {
        old.segments.flatMap { a in
            new.segments.filter { differs(a.variant, $0.variant) }
                .map { Impact.Range(buckets: $0.buckets, before: a.variant, after: $0.variant) }
        }
    }

    private func bucketsAlign(_ old: Allocation, _ new: Allocation) -> Bool {
        if old.constant != nil || new.constant != nil { return true }
        return before?.state.bucketBy == after?.state.bucketBy && before?.state.salt == after?.state.salt
    }

    private func differs(_ old: VariantKey, _ new: VariantKey) -> Bool {
        old != new || before?.definition.value(of: old) != after?.definition.value(of: new)
    }

    /// Whoever ends at the off variant loses; that it is another one than before is for `compareDefinitions`.
    private mutating func classify(_ range: Impact.Range, _ after: FlagVersion) {
        raise(to: range.after == after.definition.offVariant ? .lowering : .raising)
    }

    // MARK: Collecting

    private mutating func raise(to other: Classification) { classification = max(classification, other) }

    private mutating func add(_ name: RowName, _ ranges: [Impact.Range], rules: [Rule]) {
        guard !ranges.isEmpty else { return }
        let people = population.people(
            inBuckets: ranges.reduce(0) { $0 + $1.buckets.count }, share: population.share(of: name, among: rules))
        rows.append(Impact.Row(name: name, ranges: ranges, people: people, unknown: nil))
    }

    private mutating func addUnknown(_ name: RowName, _ why: String) {
        rows.append(Impact.Row(name: name, ranges: [], people: nil, unknown: why))
    }
}
