import Documents

/// Asks for the type of a value in plain JsonLogic.
///
/// Comparisons of JsonLogic convert types, and some of its implementations keep `true` and `1` apart only as text
/// (Python's do: there `true === 1` holds). The tests hold in all of them.
enum TypeTest {
    /// Joining a text with nothing gives the same text; anything else becomes a text and so another value.
    static func isString(_ value: JSONValue) -> JSONValue { Logic.same(value, text(of: value)) }

    static func isFilledString(_ value: JSONValue) -> JSONValue {
        Logic.all([isString(value), Logic.differs(value, "")])
    }

    /// Adding a number to nothing gives the same number.
    static func isNumber(_ value: JSONValue) -> JSONValue {
        Logic.all([Logic.same(value, Logic.operation("+", value)), isNoTruth(value)])
    }

    static func isNoTruth(_ value: JSONValue) -> JSONValue {
        Logic.not(Logic.operation("in", text(of: value), ["true", "false", "True", "False"]))
    }

    static func isTruth(_ value: JSONValue, _ truth: Bool) -> JSONValue {
        let words: JSONValue = truth ? ["true", "True"] : ["false", "False"]
        return Logic.all([Logic.same(value, .bool(truth)), Logic.operation("in", text(of: value), words)])
    }

    /// A list of one element, its only one being what was added, was empty before; anything else counts as an element.
    static func isEmptyList(_ value: JSONValue) -> JSONValue {
        let count = Logic.operation(
            "reduce", Logic.operation("merge", value, 0), Logic.operation("+", Logic.variable("accumulator"), 1), 0)
        return Logic.same(count, 1)
    }

    /// Whether some element of a list passes; false of everything that is no list.
    static func hasElement(_ value: JSONValue, _ test: (JSONValue) throws(Refusal) -> JSONValue)
        throws(Refusal) -> JSONValue
    {
        Logic.operation("some", value, try test(Logic.variable("")))
    }

    /// A text that is a whole semantic version; flagd takes `v1.2.3` and `1.2` as well.
    ///
    /// What is a version with `0.` before it had too few numbers.
    static func isWholeVersion(_ value: JSONValue) -> JSONValue {
        let lengthened = Logic.operation("cat", "0.", value)
        let isVersion = Logic.operation("sem_ver", Logic.variable(""), ">=", "0.0.0-0")
        return Logic.all([
            isString(value), Logic.not(Logic.operation("starts_with", value, "v")),
            Logic.not(Logic.operation("starts_with", value, "V")),
            Logic.not(Logic.operation("some", .array([lengthened]), isVersion)),
        ])
    }

    private static func text(of value: JSONValue) -> JSONValue { Logic.operation("cat", value) }
}
