import Documents
import FlagModel
import Testing

@testable import Server

@Suite struct AnswerTextsTests {
    @Test(arguments: [
        ("10", FlagType.integer, "10"), ("10.0", .integer, "10"), ("-0", .integer, "0"), ("1e2", .integer, "100"),
        ("10", .number, "10.0"), ("10.5", .number, "10.5"), ("1e2", .number, "1.0e2"), ("-3", .number, "-3.0"),
        ("2.5E-3", .number, "2.5E-3"), (#"{"a":1,"b":1.0}"#, .object, #"{"a":1,"b":1.0}"#), ("true", .boolean, "true"),
        (#""a\"b""#, .string, #""a\"b""#),
    ])
    func `values are written as their type is read`(json: String, type: FlagType, text: String) throws {
        let value = try JSONDocument(parsing: Array(json.utf8)).value
        #expect(CanonicalJSON.compact(AnswerTexts.value(value, type)) == text)
    }
}
