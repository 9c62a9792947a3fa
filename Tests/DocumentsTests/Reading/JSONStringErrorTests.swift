import Documents
import Testing

@Suite("What the reader says about strings and encodings")
struct JSONStringErrorTests {
    @Test("explains strings", arguments: stringMistakes)
    func strings(mistake: SyntaxMistake) throws {
        try expectRefusal(of: mistake.source, mistake.message, hint: mistake.hint)
    }

    static let stringMistakes = [
        SyntaxMistake("{\"a\": 1️⃣\"b", "the file ends inside a string", "close the string with a double quote"),
        SyntaxMistake("[1️⃣\"b\\", "the file ends inside a string", "close the string with a double quote"),
        SyntaxMistake(
            "[\"a1️⃣\nb\"]", "a string must end on its line",
            "close it with a double quote, or write \\n for a line end"),
        SyntaxMistake("[\"é1️⃣\tb\"]", "a string must not contain a tab", "write \\t"),
        SyntaxMistake("[\"1️⃣\u{1B}\"]", "a string must not contain the control character U+001B", "write \\u001B"),
        SyntaxMistake("[\"a\\n1️⃣\\x\"]", "a backslash must not stand before \"x\"", "write \\\\ for a backslash"),
        SyntaxMistake("[\"1️⃣\\é\"]", "a backslash must not stand before \"é\"", "write \\\\ for a backslash"),
        SyntaxMistake("[\"1️⃣\\'\"]", "a backslash must not stand before \"'\"", "write ' without a backslash"),
        SyntaxMistake("[\"1️⃣\\u12G4\"]", "\\u must be followed by four hexadecimal digits", "such as \\u00e9"),
        SyntaxMistake("[\"1️⃣\\u00", "\\u must be followed by four hexadecimal digits", "such as \\u00e9"),
    ]

    @Test(
        "refuses half a surrogate pair",
        arguments: [
            "[\"a1️⃣\\ud800\"]", "[\"1️⃣\\uDC00\"]", "[\"1️⃣\\ud800\\n\"]", "[\"1️⃣\\ud800\\u0041\"]", "[\"1️⃣\\udead\\ud83d\"]",
            "[\"1️⃣\\ud800",
        ])
    func loneSurrogates(source: String) throws {
        let marked = MarkedSource(source)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: marked.bytes) }
        #expect(error?.rule == "json-encoding")
        #expect(error?.message.hasSuffix("is half of a surrogate pair without its other half") == true)
        #expect(try error?.position == marked.position())
    }

    @Test(
        "refuses bytes that are not UTF-8, at the first of them",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func invalidUTF8(sequence: [UInt8]) {
        for tail in ["\"]", ""] {
            let bytes = Array("[\"é".utf8) + sequence + Array(tail.utf8)
            let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }
            #expect(error?.rule == "json-encoding")
            #expect(error?.position == SourcePosition(offset: 4, line: 1, column: 4))
        }
        let bare = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: [0x5B] + sequence) }
        #expect(bare?.rule == "json-encoding")
    }

    @Test(
        "reads the first and last code point of every length of UTF-8",
        arguments: [
            "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}",
        ])
    func validUTF8(text: String) throws {
        #expect(try JSONDocument("\"\(text)\"").root.string == text)
    }

    @Test("refuses a byte order mark and says how to save")
    func byteOrderMark() {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument("\u{FEFF}{}") }
        #expect(error?.rule == "json-encoding")
        #expect(error?.message == "the file starts with a byte order mark")
        #expect(error?.hint == "save it as UTF-8 without a BOM")
        #expect(error?.position == SourcePosition(offset: 0, line: 1, column: 1))
    }

    @Test(
        "recognises UTF-16",
        arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0, 0x7D, 0]] as [[UInt8]])
    func utf16(bytes: [UInt8]) {
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }
        #expect(error?.rule == "json-encoding")
        #expect(error?.message == "the file is not UTF-8; it looks like UTF-16")
    }
}
