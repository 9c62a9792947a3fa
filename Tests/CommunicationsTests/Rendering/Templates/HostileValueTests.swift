import Documents
import Testing

@testable import Communications

/// Two thousand texts that try to be markup, at every kind of place, through every writer.
@Suite struct HostileValueTests {
    private static let values: [String] = {
        var texts = HostileText(seed: 6)
        return (0..<2000).map { _ in texts.next() }.filter { !$0.asOneLine.isEmpty }
    }()
    private static let marker = "QXQ"
    private static let messages = Result {
        try values.map { value in
            let message = try Everywhere.message(value)
            return (value: value, subject: message.subject, body: message.body)
        }
    }

    @Test func valuesAreTextWithinTheSameBlocks() throws {
        #expect(Self.values.count > 1800)
        let harmless = try Everywhere.message(Self.marker).body
        for message in try Self.messages.get() {
            let value = message.value
            try #require(message.subject == "About \(value.asOneLine) now")
            let expected = harmless.mapTexts { $0.replacing(Self.marker, with: value.asOneLine) }
            try #require(message.body == expected, "\(value.debugDescription)")
        }
    }

    @Test func htmlHasTheSameElementsAndTheExactText() throws {
        let plain = WrittenHTML(try Everywhere.message(Self.marker).body.html)
        for (value, _, body) in try Self.messages.get() {
            let html = WrittenHTML(body.html)
            try #require(html.tags == plain.tags, "\(value.debugDescription)")
            let text = plain.text.replacing(Self.marker, with: value.asOneLine)
            try #require(html.text.utf8.elementsEqual(text.utf8), "\(value.debugDescription)")
        }
    }

    @Test func markdownReadsBackAsTheSame() throws {
        for (value, _, body) in try Self.messages.get() {
            let back = RichText(markdown: body.markdown)
            // A cell has no code with a line in it.
            let hasLine = value.unicodeScalars.contains("|")
            let wanted = hasLine ? body.withPlainCode(inCellsOnly: true) : body
            try #require(back == wanted, "\(value.debugDescription) \(body.markdown)")
        }
    }

    @Test func markdownHasNoMentionAndNoBareAddress() throws {
        for (value, _, message) in try Self.messages.get() {
            // Code names nobody.
            let body = message.withPlainCode(inCellsOnly: false)
            let markdown = Array(body.markdown.unicodeScalars)
            for (index, scalar) in markdown.enumerated() where scalar == "@" && index + 1 < markdown.count {
                let isOurs = String(String.UnicodeScalarView(markdown[index...].prefix(5))) == "@good"
                try #require(isOurs || markdown[index + 1] == "\u{200B}", "\(value.debugDescription)")
            }
            let text = String(String.UnicodeScalarView(markdown)).replacing("(https://good", with: "")
            try #require(!text.utf8Contains("https://"), "\(text)")
            try #require(!text.utf8Contains("www."), "\(text)")
        }
    }

    @Test func plainTextHasTheExactTextAndNoFurtherLine() throws {
        let lines = try Everywhere.message(Self.marker).body.plain(width: 100_000).split(separator: "\n").count
        for (value, _, body) in try Self.messages.get() {
            let plain = body.plain(width: 100_000)
            try #require(plain.split { $0.isNewline }.count == lines, "\(value.debugDescription)")
            try #require(plain.contains("Before \(value.asOneLine) after"))
        }
    }

    @Test func plainTextBreaksOnlyBetweenWords() throws {
        for (_, _, body) in try Self.messages.get() {
            let plain = body.plain()
            let words = plain.split { $0 == " " || $0 == "\n" }
            try #require(!words.isEmpty)
            for line in plain.split(separator: "\n") where line.count > 72 {
                let text = line.drop { " -.0123456789[]x".contains($0) }
                try #require(!text.contains(" ") || line.count - text.count > 2, "\(line)")
            }
        }
    }

    @Test func slackHasTextOnlyAndTheExactOne() throws {
        let message = try Everywhere.message(Self.marker)
        let plain = SlackSeen(message.body.slackBlocks(subject: message.subject))
        for message in try Self.messages.get() {
            let value = message.value
            let slack = SlackSeen(message.body.slackBlocks(subject: message.subject))
            try #require(slack.types == plain.types, "\(value.debugDescription)")
            let texts = plain.texts.map { $0.replacing(Self.marker, with: value.asOneLine) }
            try #require(slack.texts == texts, "\(value.debugDescription)")
        }
    }

    @Test func nothingReordersWhatIsRead() throws {
        for value in ["a\u{202E}b", "\u{2066}a\u{2069}\u{202A}b\u{202C}", "a\u{202D}\u{2067}\u{2068}b\u{202B}"] {
            let (subject, body) = try Everywhere.message(value)
            #expect(subject == "About ab now")
            let slack = CanonicalJSON.pretty(body.slackBlocks(subject: value))
            for text in [body.markdown, body.html, body.plain(), slack] {
                #expect(text.contains("Before ab after"))
                #expect(!text.unicodeScalars.contains { $0.isReordering }, "\(text.debugDescription)")
            }
        }
        // What a delivery log kept, and what a template has, is read as well.
        #expect(RichText(markdown: "a\u{202E}b").html == "<p>ab</p>")
        #expect(RichText([.paragraph([.code("a\u{202E}b")])]).html == "<p><code>ab</code></p>")
        let error = #expect(throws: TemplateError.self) { try MessageTemplate("Subject: a\n\nb\u{202E}", name: "own") }
        #expect(error?.description == "own:3: a control character, U+202E, is in the template")
        // Marks of scripts that are written from right to left do no harm.
        #expect("\u{200F}שלום\u{200E}".asOneLine == "\u{200F}שלום\u{200E}")
    }

    @Test func linksGoNowhereElse() throws {
        let template = try MessageTemplate("Subject: s\n\n[Open]({{x}}) and <{{x}}>\n", name: "link")
        for value in Self.values + [
            "javascript:alert(1)", "/relative", "ftp://a.example", "https://a.example/b c", "//a",
        ] {
            let body = try template.render(.object(["x": .text(value)])).body
            for target in WrittenHTML(body.html).tags where target.hasPrefix("a ") {
                try #require(target.hasPrefix("a href=\"http") || target.hasPrefix("a href=\"mailto:"), "\(target)")
                try #require(target.split(separator: " ").count == 2, "\(target)")
            }
        }
        let link = try template.render(.object(["x": .text("javascript:alert(1)")])).body
        #expect(link.html == "<p>Open (javascript:alert(1)) and &lt;javascript:alert(1)&gt;</p>")
    }
}

extension String {
    fileprivate func utf8Contains(_ part: String) -> Bool {
        let (bytes, wanted) = (Array(utf8), Array(part.utf8))
        return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
    }
}

extension RichText {
    /// With text for code.
    fileprivate func withPlainCode(inCellsOnly: Bool) -> RichText {
        func plain(_ inlines: [Inline]) -> [Inline] {
            inlines.reduce(into: []) { result, inline in
                var text = inline
                if case .code(let code) = inline { text = .text(code) }
                if case .text(let new) = text, case .text(let before)? = result.last {
                    result[result.count - 1] = .text(before + new)
                } else {
                    result.append(text)
                }
            }
        }
        return RichText(
            blocks.map { block in
                switch block {
                case .table(let header, let rows):
                    .table(header: header.map(plain), rows: rows.map { $0.map(plain) })
                case .paragraph(let text) where !inCellsOnly: .paragraph(plain(text))
                case .numbered(let items) where !inCellsOnly: .numbered(items.map { Item(plain($0.text)) })
                default: block
                }
            })
    }
}

/// The kinds and texts of Slack's elements, in their order.
private struct SlackSeen {
    var types: [String] = []
    var texts: [String] = []

    init(_ value: JSONValue) { walk(value) }

    private mutating func walk(_ value: JSONValue) {
        switch value {
        case .array(let items): items.forEach { walk($0) }
        case .object(let object):
            for (name, member) in object.members {
                if name == "type", case .string(let type) = member { types.append(type) }
                if name == "text", case .string(let text) = member { texts.append(text) }
                walk(member)
            }
        default: break
        }
    }
}
