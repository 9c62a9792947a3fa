import Documents
import Testing

@Suite("JSONNumber")
struct JSONNumberTests {
    private func number(_ literal: String) throws -> JSONNumber { try #require(JSONNumber(literal: literal)) }

    @Test("keeps the text as written", arguments: ["0", "-0", "25.0", "2.5e1", "1E+2", "0.1e-7"])
    func keepsText(literal: String) throws {
        #expect(try number(literal).literal == literal)
    }

    @Test(
        "refuses what is no RFC 8259 number",
        arguments: [
            "", "-", "01", "-01", "1.", ".5", "+1", "1e", "1e+", "0x1", "1 ", " 1", "NaN", "1_000", "１", "1e1234567890",
        ])
    func refuses(literal: String) {
        #expect(JSONNumber(literal: literal) == nil)
    }

    @Test(
        "is equal by exact value, and hashes so",
        arguments: [
            ("25", "25.0"), ("25", "2.5e1"), ("25", "250e-1"), ("0", "-0"), ("0", "0e99"), ("0.0", "-0.00E-5"),
            ("1e2", "100"), ("-1.50", "-15e-1"), ("1e0000000000000002", "100"), ("100000000000000000000", "1e20"),
        ])
    func isEqual(pair: (String, String)) throws {
        let (left, right) = (try number(pair.0), try number(pair.1))
        #expect(left == right)
        #expect(left.hashValue == right.hashValue)
    }

    @Test(
        "tells apart what doubles cannot",
        arguments: [
            ("9007199254740993", "9007199254740992"), ("0.1", "0.10000000000000000001"), ("1", "-1"),
            ("1e400", "1e401"),
        ])
    func isUnequal(pair: (String, String)) throws {
        #expect(try number(pair.0) != number(pair.1))
    }

    @Test("is ordered by exact value")
    func ordered() throws {
        let ascending = try ["-1e3", "-12", "-1.5", "-1.25", "0", "1e-9", "0.5", "0.75", "3", "12", "1e2", "1e400"]
            .map(number)
        #expect(ascending.shuffled().sorted() == ascending)
        for (left, right) in zip(ascending, ascending.dropFirst()) { #expect(left < right && !(right < left)) }
    }

    @Test(
        "has an exact integer value or none",
        arguments: [
            ("25", 25), ("25.0", 25), ("2.5e1", 25), ("-0", 0), ("0.000", 0), ("25.5", nil),
            ("1e18", 1_000_000_000_000_000_000),
            ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("-9223372036854775808.0", Int.min),
            ("9223372036854775808", nil), ("9223372036854775808.0", nil), ("1e19", nil), ("1e999999999", nil),
            ("1e-999999999", nil),
        ])
    func integer(pair: (String, Int?)) throws {
        #expect(try number(pair.0).int == pair.1)
    }

    @Test(
        "is scaled exactly",
        arguments: [
            ("33.334", 33334), ("100", 100_000), ("0.001", 1), ("0.0001", nil), ("33.3340", 33334), ("1e-3", 1),
            ("-12.5", -12500), ("1e17", nil), ("0", 0),
        ])
    func scaled(pair: (String, Int?)) throws {
        #expect(try number(pair.0).scaled(by: 3) == pair.1)
    }

    @Test("is scaled down too")
    func scaledDown() throws {
        #expect(try number("1200").scaled(by: -2) == 12)
        #expect(try number("1250").scaled(by: -2) == nil)
        #expect(try number("1").scaled(by: .min) == nil)
    }

    @Test("knows whether it is written as an integer")
    func integerLiteral() throws {
        #expect(try number("-25").isIntegerLiteral)
        for literal in ["25.0", "2e1", "2E1"] { #expect(try !number(literal).isIntegerLiteral) }
    }

    @Test("gives the nearest double")
    func double() throws {
        #expect(try number("33.334").double == 33.334)
        #expect(try number("1e400").double == .infinity)
        #expect(try number("-0").double.sign == .minus)
    }
}
