import Documents
import FlagModel

/// What a merge of a document has to come to, from dictionaries and all permutations of its rules.
///
/// Fields follow ``FlatDocument``. An order is a set of facts, of which name stands before which; the facts are merged as
/// sets, and every permutation that keeps them all is a candidate.
struct MergeOracle {
    /// The fields with our answer to every conflict.
    let ours: [String: JSONValue]
    /// The fields with their answer to every conflict.
    let theirs: [String: JSONValue]
    /// The fields in conflict, and `rules` or `variants` where no permutation is left or they mean different things.
    let conflicts: Set<String>
    /// The permutations of rules or variants that may come out.
    let orders: Set<[String]>

    init(base: JSONValue, ours: JSONValue, theirs: JSONValue, _ kind: DocumentKind) {
        let flat = [base, ours, theirs].map { FlatDocument($0, kind) }
        let merge = FlatDocument.merge(base: flat[0], ours: flat[1], theirs: flat[2])
        self.ours = merge.result.fields
        self.theirs = FlatDocument.merge(base: flat[0], ours: flat[2], theirs: flat[1]).result.fields
        let list = if case .state = kind { "rules" } else { "variants" }
        var conflicts = merge.conflicts.filter { $0.contains("|") || merge.result.orders[$0] == nil }
        conflicts.remove("people")
        let names = merge.result.fields.keys.filter { $0.hasPrefix("\(list)|") }.map {
            String($0.dropFirst(list.count + 1))
        }
        let facts = Self.facts(flat.map { $0.orders[list] ?? [] }, among: Set(names))
        let fits = Self.permutations(names.sorted()).filter { order in
            let here = Self.facts(of: order)
            return facts.isSubset(of: here)
        }
        let meanings = Set(
            fits.map { order in
                Self.facts(of: order).filter { fact in
                    list == "rules"
                        && merge.result.fields["rules|\(fact.first)"]?["serve"]
                            != merge.result.fields["rules|\(fact.second)"]?["serve"]
                }
            })
        if fits.isEmpty || meanings.count > 1 { conflicts.insert(list) }
        orders = Set(fits)
        self.conflicts = conflicts
    }

    /// One name before another.
    struct Fact: Hashable {
        let first: String
        let second: String
    }

    private static func facts(of order: [String]) -> Set<Fact> {
        var facts: Set<Fact> = []
        for (index, first) in order.enumerated() {
            for second in order[(index + 1)...] { facts.insert(Fact(first: first, second: second)) }
        }
        return facts
    }

    private static func facts(_ orders: [[String]], among names: Set<String>) -> Set<Fact> {
        let (base, ours, theirs) = (facts(of: orders[0]), facts(of: orders[1]), facts(of: orders[2]))
        let turned = { (fact: Fact) in Fact(first: fact.second, second: fact.first) }
        let added = ours.subtracting(base).union(theirs.subtracting(base))
        let kept = base.filter { (ours.contains($0) || theirs.contains($0)) && !added.contains(turned($0)) }
        return added.union(kept).filter { names.contains($0.first) && names.contains($0.second) }
    }

    private static func permutations(_ names: [String]) -> [[String]] {
        guard !names.isEmpty else { return [[]] }
        return names.indices.flatMap { index in
            var rest = names
            let name = rest.remove(at: index)
            return permutations(rest).map { [name] + $0 }
        }
    }
}
