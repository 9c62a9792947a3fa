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
                let ranges = changes(from: earlier.allocation, to: row.allocation)
                for range in ranges { classify(range, before, after) }
                guard !ranges.isEmpty else { continue }
                if row.name == .flag || earlier.name == .flag || row.hasPopulation(of: earlier, edited: edited) {
                    add(
                        row.name == .flag ? earlier.name : row.name, ranges,
                        rules: row.name == .flag ? before.state.rules : after.state.rules)
                } else {
                    for name in [row.name, earlier.name] where !unknown.contains(name) { unknown.append(name) }
                }
            }
        }
        for name in unknown { addUnknown(name) }
        compareRequirements(before, after)
    }

    private mutating func compareRequirements(_ before: FlagVersion, _ after: FlagVersion) {
        guard after.state.enabled || before.state.enabled else { return }
        let old = Set(before.definition.requires)
        let new = Set(after.definition.requires)
        let off = (before.definition.offVariant, after.definition.offVariant)
        if !new.isEmpty, after.state.enabled, differs(off.0, off.1) { raise(to: .raising) }
        guard old != new else { return }
        if !old.subtracting(new).isEmpty, after.state.enabled { raise(to: .raising) }
        if !new.subtracting(old).isEmpty { raise(to: .lowering) }
        rows.append(
            Impact.Row(
                name: .flag, ranges: [], people: nil,
                unknown: "requirements change: whom they leave out depends on the required flags"))
    }

    /// The buckets that are served something else, in variant or in value.
    private func changes(from old: Allocation, to new: Allocation) -> [Impact.Range] {
        guard bucketsAlign(old, new) else { return allPairs(old, new) }
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

    private mutating func classify(_ range: Impact.Range, _ before: FlagVersion, _ after: FlagVersion) {
        let off = after.definition.offVariant
        let isLoss =
            range.after == off && before.definition.offVariant == off
            && before.definition.value(of: off) == after.definition.value(of: off)
        raise(to: isLoss ? .lowering : .raising)
    }

    // MARK: Collecting

    private mutating func raise(to other: Classification) { classification = max(classification, other) }

    private mutating func add(_ name: RowName, _ ranges: [Impact.Range], rules: [Rule]) {
        guard !ranges.isEmpty else { return }
        let aligned = ranges.map(\.buckets.count).reduce(0, +) <= Allocation.bucketCount
        let share = population.share(of: name, among: rules)
        let people =
            aligned
            ? population.people(inBuckets: ranges.map(\.buckets.count).reduce(0, +), share: share) : nil
        let unknown = aligned ? nil : "bucketing changes: who moves between variants is not known"
        rows.append(Impact.Row(name: name, ranges: aligned ? ranges : [], people: people, unknown: unknown))
    }

    private mutating func addUnknown(_ name: RowName) {
        guard !rows.contains(where: { $0.name == name }) else { return }
        rows.append(
            Impact.Row(
                name: name, ranges: [], people: nil,
                unknown: "the rules or cohorts that decide who is in this row change"))
    }
}
