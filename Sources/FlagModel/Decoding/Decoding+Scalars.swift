import Documents

extension Decoding {
    func string(_ node: JSONNode) -> String? {
        if let text = node.string { return text }
        report(.wrongType(node, expected: "a string"), at: node)
        return nil
    }

    /// A string that says something.
    func text(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        guard !text.allSatisfy(\.isWhitespace) else {
            report(.emptyText, at: node)
            return nil
        }
        return text
    }

    func bool(_ node: JSONNode) -> Bool? {
        if let bool = node.bool { return bool }
        report(.wrongType(node, expected: "true or false"), at: node)
        return nil
    }

    func integer(_ node: JSONNode) -> Int? {
        guard let number = node.number else {
            report(.wrongType(node, expected: "an integer"), at: node)
            return nil
        }
        if let integer = number.int { return integer }
        report(.noInteger(number.literal), at: node)
        return nil
    }

    /// An integer of at least `minimum`.
    func integer(_ node: JSONNode, atLeast minimum: Int) -> Int? {
        guard let value = integer(node) else { return nil }
        if value >= minimum { return value }
        report(.tooSmall(value, minimum: minimum), at: node)
        return nil
    }

    /// A percentage of 0 to 100 with at most three decimals, in thousandths.
    func percentage(_ node: JSONNode, rule: String, noun: String) -> Int? {
        guard let number = node.number else {
            report(.wrongType(node, expected: "a percentage as a number"), at: node)
            return nil
        }
        guard number.double >= 0, number.double <= 100 else {
            let why = number.double < 0 ? "is negative" : "is more than 100"
            report(.percentage(rule, "\(noun) \(number.literal) \(why)"), at: node)
            return nil
        }
        guard let thousandths = number.scaled(by: 3), (0...Thousandths.whole).contains(thousandths) else {
            report(.percentage(rule, "\(noun) \(number.literal) has more than three decimals"), at: node)
            return nil
        }
        return thousandths
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(
        _ node: JSONNode, rule: String = "unknown-value", noun: String
    ) -> Word? where Word.RawValue == String {
        guard let text = string(node) else { return nil }
        if let word = Word(rawValue: text) { return word }
        report(.unknownWord(text, rule, noun, known: Word.allCases.map(\.rawValue)), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static var emptyText: Problem { Problem("empty-text", "the text is empty") }

    fileprivate static func noInteger(_ literal: String) -> Problem {
        Problem("wrong-type", "expected an integer of 64 bits, found \(literal)")
    }

    fileprivate static func tooSmall(_ value: Int, minimum: Int) -> Problem {
        Problem("number-range", "\(value) is less than \(minimum)")
    }

    fileprivate static func percentage(_ rule: String, _ message: String) -> Problem {
        Problem(rule, message, hint: "a percentage is 0 to 100 with at most three decimals, such as 33.334")
    }

    fileprivate static func unknownWord(_ text: String, _ rule: String, _ noun: String, known: [String]) -> Problem {
        let near = nearest(text, among: known).map { "did you mean '\($0)'?" }
        return Problem(rule, "there is no \(noun) '\(text)'", hint: near ?? "it is one of \(listed(known, by: "or"))")
    }
}
