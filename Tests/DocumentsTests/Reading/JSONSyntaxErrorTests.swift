import Documents
import Testing

@Suite("What the reader says about mistakes")
struct JSONSyntaxErrorTests {
    @Test("places commas", arguments: commaMistakes)
    func commas(mistake: SyntaxMistake) throws {
        try expectRefusal(of: mistake.source, mistake.message, hint: mistake.hint)
    }

    static let commaMistakes = [
        SyntaxMistake(
            "[1, 21️⃣,\n]", "a comma stands before the end of a list", "remove the comma before the closing bracket"),
        SyntaxMistake(
            "{\"a\": 11️⃣, }", "a comma stands before the end of an object",
            "remove the comma before the closing brace"),
        SyntaxMistake("[1,1️⃣,2]", "a comma stands where a value should be", "remove the comma"),
        SyntaxMistake("[1️⃣,1]", "a comma stands where a value should be", "remove the comma"),
        SyntaxMistake("{1️⃣,\"a\": 1}", "a comma stands where a value should be", "remove the comma"),
        SyntaxMistake("{\"a\": 1️⃣,}", "a comma stands where a value should be", "remove the comma"),
        SyntaxMistake(
            "{\"a\": 11️⃣\n \"b\": 2}", "expected a comma or \"}\", found a string", "put a comma between the members"),
        SyntaxMistake("[11️⃣ 2]", "expected a comma or \"]\", found \"2\"", "put a comma between the elements"),
        SyntaxMistake(
            "[\"a\"1️⃣: 1]", "expected a comma or \"]\", found \":\"", "a list has no members; write an object with {}"),
        SyntaxMistake("[11️⃣; 2]", "expected a comma, found \";\"", "write , instead of ;"),
    ]

    @Test("closes brackets", arguments: bracketMistakes)
    func brackets(mistake: SyntaxMistake) throws {
        try expectRefusal(of: mistake.source, mistake.message, hint: mistake.hint)
    }

    static let bracketMistakes = [
        SyntaxMistake("1️⃣", "the file is empty", "write {} for an empty object"),
        SyntaxMistake(" \n1️⃣", "the file is empty", "write {} for an empty object"),
        SyntaxMistake("{\n  \"a\": [1, 21️⃣", "the file ends inside a list", "close the [ at 2:8"),
        SyntaxMistake("[\n {\"a\"1️⃣", "the file ends inside an object", "close the { at 2:2"),
        SyntaxMistake("{\"a\":1️⃣", "the file ends inside an object", "close the { at 1:1"),
        SyntaxMistake("{1️⃣", "the file ends inside an object", "close the { at 1:1"),
        SyntaxMistake("{\"a\": [11️⃣}", "expected a comma or \"]\", found \"}\"", "close the [ at 1:7 with ]"),
        SyntaxMistake("{\"a\": 11️⃣]", "expected a comma or \"}\", found \"]\"", "close the { at 1:1 with }"),
        SyntaxMistake("{} 1️⃣}", "expected the end of the file, found \"}\"", "a JSON file holds one value"),
        SyntaxMistake("{}\n1️⃣{}", "expected the end of the file, found \"{\"", "a JSON file holds one value"),
        SyntaxMistake("1️⃣]", "expected a value, found \"]\""),
        SyntaxMistake("{\"a\": 1️⃣}", "expected a value, found \"}\""),
    ]

    @Test("names what is not JSON", arguments: foreignMistakes)
    func foreign(mistake: SyntaxMistake) throws {
        try expectRefusal(of: mistake.source, mistake.message, hint: mistake.hint)
    }

    static let foreignMistakes = [
        SyntaxMistake("1️⃣// flags\n{}", "expected a value, found a comment", "comments are not JSON; remove it"),
        SyntaxMistake(
            "{\"a\": 1, 1️⃣/* b */ \"c\": 1}", "expected a member's name, found a comment",
            "comments are not JSON; remove it"),
        SyntaxMistake("[1 1️⃣# one\n]", "expected a comma, found a comment", "comments are not JSON; remove it"),
        SyntaxMistake(
            "{} 1️⃣// end", "expected the end of the file, found a comment", "comments are not JSON; remove it"),
        SyntaxMistake("[1️⃣'a']", "expected a value, found a single quote", "put strings in double quotes"),
        SyntaxMistake("{1️⃣'a': 1}", "expected a member's name, found a single quote", "put strings in double quotes"),
        SyntaxMistake("[1️⃣“a”]", "expected a value, found \"“\"", "put strings in straight double quotes"),
        SyntaxMistake("[1️⃣`a`]", "expected a value, found a backtick", "put strings in double quotes"),
        SyntaxMistake("[1️⃣\u{A0}1]", "expected a value, found U+00A0", "white space in JSON is space, tab and line end"),
        SyntaxMistake("[1️⃣\u{C}1]", "expected a value, found U+000C", "white space in JSON is space, tab and line end"),
        SyntaxMistake("[1, 1️⃣é]", "expected a value, found \"é\""),
        SyntaxMistake("[1️⃣True]", "expected a value, found \"True\"", "write true"),
        SyntaxMistake("[1️⃣nul]", "expected a value, found \"nul\"", "write null"),
        SyntaxMistake("[1️⃣trues]", "expected a value, found \"trues\"", "write true"),
        SyntaxMistake("[1️⃣undefined]", "expected a value, found \"undefined\"", "write null"),
        SyntaxMistake("[1️⃣NaN]", "expected a value, found \"NaN\"", "JSON has no such number; write null or a string"),
        SyntaxMistake("[1️⃣yes]", "expected a value, found \"yes\"", "write true"),
        SyntaxMistake("[1️⃣hello]", "expected a value, found \"hello\"", "put strings in double quotes"),
        SyntaxMistake(
            "{1️⃣a: 1}", "expected a member's name in double quotes, found \"a\"", "put the name in double quotes"),
        SyntaxMistake(
            "{1️⃣1: 1}", "expected a member's name in double quotes, found \"1\"", "put the name in double quotes"),
        SyntaxMistake("{\"a\" 1️⃣= 1}", "expected a colon after a member's name, found \"=\"", "write : instead of ="),
        SyntaxMistake(
            "{\"a\"1️⃣ 1}", "expected a colon after a member's name, found \"1\"", "put a colon between name and value"),
        SyntaxMistake("{\"a\": 1️⃣: 1}", "expected a value, found \":\""),
    ]

    @Test("explains numbers", arguments: numberMistakes)
    func numbers(mistake: SyntaxMistake) throws {
        try expectRefusal(of: mistake.source, mistake.message, hint: mistake.hint)
    }

    static let numberMistakes = [
        SyntaxMistake(
            "[1️⃣01]", "a number must not start with 0 and another digit", "remove the leading 0, or write a string"),
        SyntaxMistake("[1️⃣+1]", "a number must not start with +", "remove the +"),
        SyntaxMistake("[1️⃣.5]", "a number must not start with a point", "write a 0 before the point"),
        SyntaxMistake("[5.1️⃣]", "a decimal point must be followed by a digit", "remove the point or write .0"),
        SyntaxMistake("[-1️⃣]", "a minus sign must be followed by a digit"),
        SyntaxMistake("[1e+1️⃣]", "an exponent must have a digit"),
        SyntaxMistake("[1e1️⃣1234567890]", "an exponent must have at most nine digits", "write the number as a string"),
        SyntaxMistake("[01️⃣x1F]", "expected a comma or \"]\", found \"x1F\"", "put a comma between the elements"),
    ]
}
