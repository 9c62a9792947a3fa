import Evaluation
import FlagModel
import Testing

@Suite("Impact of random changes, against brute force")
struct ImpactPropertyTests {
    private static let blocks = 0..<30
    private static let changes = 100

    @Test("calls neutral only what nobody can notice, and names no row then", arguments: blocks)
    func neutral(block: Int) {
        for change in changes(block) {
            let impact = change.impact
            guard impact.classification == .neutral else {
                if impact.rows.isEmpty { Issue.record("\(impact.classification) names no row: \(change)") }
                continue
            }
            let differences = BruteForce(change).differences
            if !differences.isEmpty { Issue.record("\(differences[0]) of \(change)") }
            if !impact.rows.isEmpty { Issue.record("\(impact.lines) of \(change)") }
        }
    }

    @Test("calls lowering only what leaves everybody whom it concerns with the off variant", arguments: blocks)
    func lowering(block: Int) {
        for change in changes(block) where change.impact.classification == .lowering {
            let brute = BruteForce(change)
            let gain = brute.differences.first { $0.after != brute.new.rest || $0.after != brute.old.rest }
            if let gain { Issue.record("\(gain) of \(change)") }
        }
    }

    @Test("classifies neither lower nor higher than brute force, where the rows alone decide", arguments: blocks)
    func exactClassification(block: Int) {
        for change in changes(block) {
            let brute = BruteForce(change)
            let expected = classification(brute)
            let found = change.impact.classification
            if found < expected { Issue.record("\(found), not \(expected): \(change)") }
            guard let before = change.before, let after = change.after, brute.old.rest == brute.new.rest,
                Set(before.definition.requires) == Set(after.definition.requires)
            else { continue }
            if found != expected { Issue.record("\(found), not \(expected): \(change)") }
        }
    }

    @Test("gives the very ranges of each row whose people are the same before and after", arguments: blocks)
    func exactRanges(block: Int) {
        for change in changes(block) {
            let brute = BruteForce(change)
            let rows = change.impact.rows
            let expected = ranges(brute, change)
            for (name, ranges) in expected {
                let row = rows.first { $0.name == name }
                if row?.ranges.map(\.text) != ranges || row?.unknown != nil {
                    Issue.record("\(name): \(row?.ranges.map(\.text) ?? []), not \(ranges): \(change)")
                }
            }
            for row in rows where row.unknown == nil && expected[row.name] == nil {
                Issue.record("\(row.name) claims \(row.ranges.map(\.text)): \(change)")
            }
        }
    }

    @Test("names a row of everybody who is served something else", arguments: blocks)
    func completeRows(block: Int) {
        // A removal has all rows, and those whom requirements left out are in some of them.
        for change in changes(block) where change.after != nil {
            let brute = BruteForce(change)
            let named = Set(change.impact.rows.map(\.name))
            for difference in brute.differences {
                let names = [brute.old.name(difference.rows.before), brute.new.name(difference.rows.after)]
                if named.isDisjoint(with: names), !named.contains(.flag) {
                    Issue.record("\(names) is missing: \(change)")
                }
            }
        }
    }

    @Test("the random changes are of every kind")
    func coverage() {
        var classes: [Classification: Int] = [:]
        var kinds: [String: Int] = [:]
        for change in Self.blocks.flatMap({ changes($0) }) {
            let impact = change.impact
            classes[impact.classification, default: 0] += 1
            if change.before == nil { kinds["creation", default: 0] += 1 }
            if change.after == nil { kinds["removal", default: 0] += 1 }
            if !change.edited.isEmpty { kinds["edited", default: 0] += 1 }
            if impact.rows.contains(where: { !$0.ranges.isEmpty }) { kinds["exact", default: 0] += 1 }
            if impact.rows.contains(where: { $0.ranges.count > 1 }) { kinds["several ranges", default: 0] += 1 }
            for why in impact.rows.compactMap(\.unknown).flatMap({ $0.split(separator: "; ") }) {
                kinds[String(why), default: 0] += 1
            }
        }
        #expect(Classification.allCases.allSatisfy { classes[$0, default: 0] > 200 }, "\(classes)")
        #expect(kinds.count >= 9 && kinds.values.allSatisfy { $0 > 20 }, "\(kinds)")
    }

    private func changes(_ block: Int) -> [RandomChange] {
        (0..<Self.changes).map { RandomChange(seed: block * Self.changes + $0) }
    }

    private func classification(_ brute: BruteForce) -> Classification {
        let differences = brute.differences
        if differences.isEmpty { return .neutral }
        return differences.allSatisfy { $0.after == brute.old.rest && $0.after == brute.new.rest }
            ? .lowering : .raising
    }

    /// The ranges that each row can be told exactly to have, from the pairs of rows alone.
    private func ranges(_ brute: BruteForce, _ change: RandomChange) -> [RowName: [String]] {
        var result: [RowName: [String]] = [:]
        for pair in brute.rows where brute.isAligned(pair) && isKnown(pair, brute) {
            let stretches = brute.stretches.filter { $0.rows == pair && ($0.before != $0.after || change.after == nil) }
            let ranges = stretches.compactMap { stretch in
                stretch.buckets.map {
                    rangeText(
                        $0, from: change.before == nil ? nil : stretch.before.variant,
                        to: change.after == nil ? nil : stretch.after.variant)
                }
            }
            let name = brute.new.name(pair.after)
            if !ranges.isEmpty { result[name == .flag ? brute.old.name(pair.before) : name] = ranges }
        }
        return result
    }

    /// Whether those who are in one row of the pair are those who are in the other, or one of them is everybody.
    private func isKnown(_ pair: BruteForce.Rows, _ brute: BruteForce) -> Bool {
        if pair.before == Side.whole || pair.after == Side.whole { return true }
        return brute.old.name(pair.before) == brute.new.name(pair.after)
            && brute.rows.allSatisfy { ($0.before == pair.before) == ($0.after == pair.after) }
    }
}
