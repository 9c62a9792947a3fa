import Documents
import Testing

/// A test's source text in which 1️⃣ and 2️⃣ mark the places where something is expected.
struct MarkedSource {
    let text: String
    private let places: [Character: SourcePosition]

    init(_ marked: String) {
        var text = String.UnicodeScalarView()
        var places: [Character: SourcePosition] = [:]
        var (line, column) = (1, 1)
        for character in marked {
            if ["1️⃣", "2️⃣"].contains(character) {
                places[character] = SourcePosition(offset: String(text).utf8.count, line: line, column: column)
                continue
            }
            for scalar in character.unicodeScalars {
                text.append(scalar)
                (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            }
        }
        self.text = String(text)
        self.places = places
    }

    var bytes: [UInt8] { Array(text.utf8) }

    /// The place of a marker, which the source must have.
    func position(_ marker: Character = "1️⃣") throws -> SourcePosition { try #require(places[marker]) }
}

/// Expects that a marked source is refused at its marker.
func expectRefusal(
    of marked: String, _ message: String, hint: String? = nil, rule: String = "json-syntax",
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let source = MarkedSource(marked)
    let error = #expect(throws: JSONSyntaxError.self, sourceLocation: sourceLocation) {
        try JSONDocument(parsing: source.bytes)
    }
    #expect(error?.message == message, sourceLocation: sourceLocation)
    #expect(error?.hint == hint, sourceLocation: sourceLocation)
    #expect(error?.rule == rule, sourceLocation: sourceLocation)
    #expect(try error?.position == source.position(), sourceLocation: sourceLocation)
}

/// A source with a marked mistake, and what is to be said about it.
struct SyntaxMistake: CustomTestStringConvertible, Sendable {
    let source: String
    let message: String
    let hint: String?

    init(_ source: String, _ message: String, _ hint: String? = nil) {
        (self.source, self.message, self.hint) = (source, message, hint)
    }

    var testDescription: String { source }
}

extension JSONDocument {
    /// Parses a test's text.
    init(_ text: String) throws { try self.init(parsing: Array(text.utf8)) }

    /// The document as text.
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

/// Parses a text, edits it and returns the text after that.
func edited(_ text: String, _ edit: (inout JSONEditor) throws -> Void) throws -> String {
    var editor = JSONEditor(try JSONDocument(text))
    try edit(&editor)
    return editor.document.text
}
