import Documents

extension Decoding {
    /// A variant's name, or weights by variant that add up to 100.
    func serve(_ node: JSONNode) -> Serve? {
        switch node.content {
        case .string: return key(node).map { Serve.variant($0) }
        case .object(let members): return weights(members, of: node).map { .weights($0) }
        default:
            report(.wrongType(node, expected: "a variant's name or weights by variant"), at: node)
            return nil
        }
    }

    private func weights(_ members: [JSONMember], of node: JSONNode) -> [Weight]? {
        var weights: [Weight] = []
        var sum = 0
        for member in members {
            let variant: VariantKey? = key(member.name, at: member.nameRange.lowerBound)
            let value = percentage(member.value, rule: "weight-value", noun: "weight")
            guard let variant, let value else { continue }
            weights.append(Weight(variant: variant, thousandths: value))
            sum += value
        }
        // A weight that cannot be read has its own finding; the sum would only repeat it.
        guard weights.count == members.count else { return nil }
        guard sum == Thousandths.whole else {
            report(.weightsSum(sum), at: node)
            return nil
        }
        return weights
    }
}

extension Problem {
    fileprivate static func weightsSum(_ sum: Int) -> Problem {
        let missing = Thousandths.whole - sum
        let change = Thousandths.text(abs(missing))
        return Problem(
            "weights-sum", "weights add up to \(Thousandths.text(sum)), not 100",
            hint: missing > 0 ? "\(change) are missing" : "\(change) are too many")
    }
}
