// What the reader says about text that breaks the grammar. Nothing here runs on a valid document.
extension JSONReader {
    func error(
        at place: Int, _ message: String, hint: String? = nil, rule: JSONRule = .syntax
    ) -> JSONSyntaxError {
        JSONSyntaxError(position: position(place), message: message, hint: hint, rule: rule.rawValue)
    }

    func position(_ place: Int) -> SourcePosition { SourcePosition(offset: place, in: bytes) }

    func empty() -> JSONSyntaxError {
        error(at: offset, "the file is empty", hint: "write {} for an empty object")
    }

    func endOfFile(in container: Int?) -> JSONSyntaxError {
        guard let container else { return error(at: offset, "the file ends where a value should be") }
        let kind = bytes[container] == UInt8(ascii: "{") ? "an object" : "a list"
        return error(at: offset, "the file ends inside \(kind)", hint: "close the \(bracket(container))")
    }

    func notAValue(in container: Int?) -> JSONSyntaxError {
        switch bytes[offset] {
        case UInt8(ascii: ","): extraComma()
        case UInt8(ascii: "]"), UInt8(ascii: "}"): error(at: offset, "expected a value, found \(found())")
        case UInt8(ascii: ":"): error(at: offset, "expected a value, found \":\"")
        case UInt8(ascii: "+"): error(at: offset, "a number must not start with +", hint: "remove the +")
        case UInt8(ascii: "."):
            error(at: offset, "a number must not start with a point", hint: "write a 0 before the point")
        default: strange("a value") ?? error(at: offset, "expected a value, found \(found())", hint: wordHint())
        }
    }

    func notAName(in container: Int) -> JSONSyntaxError {
        guard let byte = bytes.byte(at: offset) else { return endOfFile(in: container) }
        if byte == UInt8(ascii: ",") { return extraComma() }
        let hint = byte.isWordByte ? "put the name in double quotes" : nil
        return strange("a member's name")
            ?? error(at: offset, "expected a member's name in double quotes, found \(found())", hint: hint)
    }

    func noColon(after end: Int, in container: Int) -> JSONSyntaxError {
        guard let byte = bytes.byte(at: offset) else { return endOfFile(in: container) }
        if let strange = strange("a colon") { return strange }
        let isEqualsSign = byte == UInt8(ascii: "=")
        return error(
            at: isEqualsSign ? offset : end, "expected a colon after a member's name, found \(found())",
            hint: isEqualsSign ? "write : instead of =" : "put a colon between name and value")
    }

    func noComma(after end: Int, in container: Int) -> JSONSyntaxError {
        if let strange = strange("a comma") { return strange }
        let isObject = bytes[container] == UInt8(ascii: "{")
        let closing = isObject ? "}" : "]"
        switch bytes[offset] {
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            return error(
                at: offset, "expected a comma or \"\(closing)\", found \(found())",
                hint: "close the \(bracket(container)) with \(closing)")
        case UInt8(ascii: ":"):
            return error(
                at: offset, "expected a comma or \"\(closing)\", found \":\"",
                hint: isObject ? nil : "a list has no members; write an object with {}")
        case UInt8(ascii: ";"):
            return error(at: offset, "expected a comma, found \";\"", hint: "write , instead of ;")
        default:
            let between = isObject ? "members" : "elements"
            return error(
                at: end, "expected a comma or \"\(closing)\", found \(found())",
                hint: "put a comma between the \(between)")
        }
    }

    func trailingComma(at comma: Int, closing: UInt8) -> JSONSyntaxError {
        let isObject = closing == UInt8(ascii: "}")
        return error(
            at: comma, "a comma stands before the end of \(isObject ? "an object" : "a list")",
            hint: "remove the comma before the closing \(isObject ? "brace" : "bracket")")
    }

    func moreThanOneValue() -> JSONSyntaxError {
        strange("the end of the file")
            ?? error(
                at: offset, "expected the end of the file, found \(found())", hint: "a JSON file holds one value")
    }

    func duplicate(_ member: JSONMember, of first: JSONMember) -> JSONSyntaxError {
        let line = position(first.nameRange.lowerBound).line
        return error(
            at: member.nameRange.lowerBound, "the member \(quoted(member.name)) stands twice in one object",
            hint: "the first is on line \(line); remove one of them", rule: .duplicateMember)
    }

    func tooDeep() -> JSONSyntaxError {
        error(
            at: offset, "lists and objects are nested more than \(limits.depth) deep", hint: "flatten the document",
            rule: .depth)
    }

    func tooLarge() -> JSONSyntaxError {
        error(
            at: 0, "the file has \(bytes.count) bytes, more than the \(limits.bytes) allowed", hint: "split the file",
            rule: .size)
    }

    private func extraComma() -> JSONSyntaxError {
        error(at: offset, "a comma stands where a value should be", hint: "remove the comma")
    }

    private func bracket(_ container: Int) -> String {
        let place = position(container)
        return "\(bytes[container] == UInt8(ascii: "{") ? "{" : "[") at \(place.line):\(place.column)"
    }
}
