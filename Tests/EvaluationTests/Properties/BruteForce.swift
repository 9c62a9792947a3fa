import Evaluation
import FlagModel

/// Everybody whom a change can concern: each truth of the cohorts before and after it (the same for cohorts that are
/// not edited, independent for those that are), each set of requirements that are met, and each bucket.
struct BruteForce {
    /// The rows of somebody before and after.
    struct Rows: Hashable {
        let before: Int
        let after: Int
    }

    /// Buckets of two rows that are served the same before, and the same after.
    struct Stretch: Hashable {
        let rows: Rows
        /// The buckets; nothing where one is drawn before and another one after.
        var buckets: Range<Int>?
        let before: Served
        let after: Served
    }

    let old: Side
    let new: Side
    /// The pairs of rows that somebody can be in, requirements aside.
    let rows: Set<Rows>
    /// What everybody is served, requirements included.
    let stretches: [Stretch]

    init(_ change: RandomChange) {
        let off = change.after.map { Side.served($0.definition.offVariant, of: $0) } ?? BruteForce.code(change.before)
        let oldOff = change.before.map { Side.served($0.definition.offVariant, of: $0) } ?? off
        let old = Side(change.before, rest: oldOff)
        let new = Side(change.after, rest: off)
        var met: Set<Rows> = []
        var all: Set<Rows> = []
        let editedBits = RandomVersion.cohorts.indices.reduce(0) {
            change.edited.contains(RandomVersion.cohorts[$1]) ? $0 | (1 << $1) : $0
        }
        for holding in RandomVersion.requirementSets {
            let before = (0..<16).map { old.row(cohorts: $0, met: holding) }
            let after = (0..<16).map { new.row(cohorts: $0, met: holding) }
            for cohorts in 0..<16 {
                for flips in 0..<16 where flips & ~editedBits == 0 {
                    let pair = Rows(before: before[cohorts], after: after[cohorts ^ flips])
                    if holding.count == RandomVersion.requirements.count { met.insert(pair) }
                    all.insert(pair)
                }
            }
        }
        self.old = old
        self.new = new
        rows = met
        stretches = all.flatMap { BruteForce.stretches($0, old, new) }
    }

    /// What of those who are served something else.
    var differences: [Stretch] { stretches.filter { $0.before != $0.after } }

    /// Whether a bucket before and after is the same one, or does not matter on one side.
    func isAligned(_ pair: Rows) -> Bool { BruteForce.isAligned(pair, old, new) }

    /// What the application does without the flag.
    private static func code(_ version: FlagVersion?) -> Served {
        guard let version, let codeDefault = version.definition.codeDefault else { return Served() }
        return Side.served(codeDefault, of: version)
    }

    private static func isAligned(_ pair: Rows, _ old: Side, _ new: Side) -> Bool {
        if isConstant(old, pair.before) || isConstant(new, pair.after) { return true }
        let (before, after) = (old.version?.state, new.version?.state)
        return before?.salt == after?.salt && before?.bucketBy == after?.bucketBy
    }

    private static func isConstant(_ side: Side, _ row: Int) -> Bool {
        Set(side.bounds(row).subtracting([100_000]).map { side.served(row, bucket: $0).variant }).count == 1
    }

    private static func stretches(_ pair: Rows, _ old: Side, _ new: Side) -> [Stretch] {
        let before = old.bounds(pair.before)
        let after = new.bounds(pair.after)
        guard isAligned(pair, old, new) else {
            return before.subtracting([100_000]).flatMap { a in
                after.subtracting([100_000]).map { b in
                    Stretch(
                        rows: pair, buckets: nil, before: old.served(pair.before, bucket: a),
                        after: new.served(pair.after, bucket: b))
                }
            }
        }
        var result: [Stretch] = []
        let bounds = before.union(after).sorted()
        for (start, end) in zip(bounds, bounds.dropFirst()) {
            let was = old.served(pair.before, bucket: start)
            let becomes = new.served(pair.after, bucket: start)
            if let last = result.last, last.before == was, last.after == becomes, let first = last.buckets?.lowerBound {
                result[result.count - 1].buckets = first..<end
            } else {
                result.append(Stretch(rows: pair, buckets: start..<end, before: was, after: becomes))
            }
        }
        return result
    }
}
