/// A three-way merge of an order of names, pair by pair.
///
/// Two names of which one stands before the other stay so unless one side turned them round. The merged order is
/// decided where these pairs, and what follows from them, leave only one.
struct OrderMerge {
    /// The names as the merge puts them; nothing where the sides contradict each other or leave a pair open.
    let order: [String]?
    /// The order that ours stands for, with the names of theirs among its own.
    let ours: [String]
    /// The order that theirs stands for, with the names of ours among its own.
    let theirs: [String]

    /// Merges the orders of the names that are left.
    ///
    /// - Parameters:
    ///   - names: the names of the merged list, each once.
    ///   - mayStandEitherWay: whether the order of two names means nothing.
    init(
        _ names: [String], base: [String], ours: [String], theirs: [String],
        mayStandEitherWay: (String, String) -> Bool
    ) {
        let left = Set(names)
        self.ours = Self.fill(ours, from: theirs).filter(left.contains)
        self.theirs = Self.fill(theirs, from: ours).filter(left.contains)
        let known = self.ours
        let all = known + names.filter { !known.contains($0) }
        let places = [base, ours, theirs].map(Self.places)
        var precedes = Set<Pair>()
        for first in all {
            for second in all where first != second && Self.comes(first, before: second, places) {
                precedes.insert(Pair(first, second))
            }
        }
        for between in all {
            for first in all where precedes.contains(Pair(first, between)) {
                for second in all where precedes.contains(Pair(between, second)) {
                    precedes.insert(Pair(first, second))
                }
            }
        }
        let isDecided = all.enumerated().allSatisfy { index, first in
            all[index...].allSatisfy { second in
                let (forth, back) = (precedes.contains(Pair(first, second)), precedes.contains(Pair(second, first)))
                if first == second { return !forth }
                return forth != back || !forth && mayStandEitherWay(first, second)
            }
        }
        order = isDecided ? Self.sorted(all, by: precedes) : nil
    }

    private struct Pair: Hashable {
        let first: String
        let second: String

        init(_ first: String, _ second: String) {
            self.first = first
            self.second = second
        }
    }

    private static func places(_ names: [String]) -> [String: Int] {
        Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Whether one of base, ours and theirs that has a say puts a name before another.
    private static func comes(_ first: String, before second: String, _ places: [[String: Int]]) -> Bool {
        let says = places.map { place -> Bool? in
            guard let one = place[first], let other = place[second] else { return nil }
            return one < other
        }
        switch (says[0], says[1], says[2]) {
        case (let base?, let ours?, let theirs?): return ours == base ? theirs : ours
        // Both sides added them: where they disagree both pairs hold, and that is a contradiction.
        case (nil, let ours?, let theirs?): return ours || theirs
        case (_, let ours?, nil): return ours
        case (_, nil, let theirs?): return theirs
        case (_, nil, nil): return false
        }
    }

    /// The first of the names that nothing left has to precede, again and again.
    private static func sorted(_ names: [String], by precedes: Set<Pair>) -> [String] {
        var rest = names
        var sorted: [String] = []
        while let next = rest.firstIndex(where: { name in !rest.contains { precedes.contains(Pair($0, name)) } }) {
            sorted.append(rest.remove(at: next))
        }
        return sorted
    }

    /// A side's names, with each that only the other side has behind the one that it follows there.
    private static func fill(_ side: [String], from other: [String]) -> [String] {
        let own = Set(side)
        var filled = side
        for (index, name) in other.enumerated() where !own.contains(name) {
            guard let before = other[..<index].last(where: filled.contains), let place = filled.firstIndex(of: before)
            else {
                filled.insert(name, at: filled.prefix { !other.contains($0) }.count)
                continue
            }
            filled.insert(name, at: place + 1 + filled[(place + 1)...].prefix { !other.contains($0) }.count)
        }
        return filled
    }
}
