import Documents
import Testing

@testable import Communications

@Suite struct WriterTests {
    private let text = RichText(
        markdown: """
            # Portal: 25 % → 50 %

            The **portal** serves more people since `09:00`; see [the plan](https://flags.example.com/plans/portal) or ask \
            [us](mailto:team@example.com) about it.

            ## Checks

            - [x] Errors below 1 %
            - [ ] A long point that goes on and on until it does not fit into one line of plain text any more
            1. First
            2. Second

            | Cohort | Before | After |
            |---|---|---|
            | Early adopters | 25 % | 50 % |
            | Regular users | 0 % | not measured |

            ---

            Bye,\\
            the team
            """)

    @Test func writesPlainText() {
        #expect(
            text.plain() == """
                Portal: 25 % → 50 %
                ===================

                The portal serves more people since 09:00; see the plan
                (https://flags.example.com/plans/portal) or ask us (team@example.com)
                about it.

                Checks
                ------

                - [x] Errors below 1 %
                - [ ] A long point that goes on and on until it does not fit into one
                  line of plain text any more

                1. First
                2. Second

                Cohort          Before  After
                --------------  ------  ------------
                Early adopters  25 %    50 %
                Regular users   0 %     not measured

                ------------------------------------------------------------------------

                Bye,
                the team
                """)
    }

    @Test func writesTablesThatDoNotFitAsLines() {
        let table = RichText(markdown: "| Cohort | Share |\n|---|---|\n| Early adopters of all | 25 % |\n| B | 1 % |")
        #expect(
            table.plain(width: 20) == """
                - Cohort: Early
                  adopters of all
                  Share: 25 %
                - Cohort: B
                  Share: 1 %
                """)
    }

    @Test func writesMarkdownThatReadsBack() {
        #expect(RichText(markdown: text.markdown) == text)
        let marks = RichText([
            .paragraph([
                .text("a"), .strong([.text("(b)")]), .text("c"), .emphasis([.text("d")]), .strong([.text("e")]),
            ]),
            .paragraph([.text("1. no list #1 @you www.a.example https://b.example $x$ *y*")]),
            .heading(level: 2, [.text("C #")]), .paragraph([.code("``"), .text(" "), .code(" x ")]),
        ])
        #expect(
            marks.markdown
                == """
                a<strong>(b)</strong>c<em>d</em>**e**

                1\\. no list #\u{200B}1 @\u{200B}you www\\.a.example https\\://b.example \\$x\\$ \\*y\\*

                ## C \\#

                ``` `` ```   `` x ``
                """.replacing("``` `` ```   `` x ``", with: "``` `` ``` `  x  `"))
    }

    @Test func cutsWhatSlackDoesNotTake() throws {
        let long = RichText(
            (0..<400).map { .paragraph([.text("Paragraph \($0) " + String(repeating: "x", count: 90))]) })
        let seen = try #require(SlackLimits(long.slackBlocks(subject: "Long", link: "https://a.example/b")))
        #expect(seen.total <= 12_000)
        #expect(seen.text.contains("Paragraph 90"))
        #expect(seen.text.hasSuffix("… This message is longer than Slack shows. The rest is here."))
        #expect(seen.links == ["https://a.example/b"])
    }

    @Test func splitsWhatIsTooLongForOneBlock() throws {
        let words = String(repeating: "wörter 👍 ", count: 1000)
        let seen = try #require(SlackLimits(RichText([.paragraph([.text(words)])]).slackBlocks(subject: "s")))
        #expect(seen.blocks > 2)
        #expect(seen.text == words)
        let subject = String(repeating: "é", count: 400)
        let header = try #require(SlackLimits(RichText([.rule]).slackBlocks(subject: subject)))
        #expect(header.header == String(repeating: "é", count: 149) + "…")
        #expect(header.text == subject)
    }

    @Test func writesManyRulesWithinTheLimitOfBlocks() throws {
        let blocks = (0..<300).flatMap { [RichText.Block.paragraph([.text("\($0)")]), .rule] }
        let seen = try #require(SlackLimits(RichText(blocks).slackBlocks(subject: "s")))
        #expect(seen.blocks <= 50)
        #expect(seen.text.contains("longer than Slack shows"))
    }

    @Test func writesSlackElements() {
        let text = RichText(
            markdown: "A **b *c*** `d` [e](https://f.example)\n\n- [x] g\n\n| T | U |\n|---|---|\n| h | i |\n")
        #expect(
            CanonicalJSON.compact(text.slackBlocks(subject: "S"))
                == #"[{"type":"header","text":{"type":"plain_text","text":"S","emoji":false}},"#
                + #"{"type":"rich_text","elements":[{"type":"rich_text_section","elements":["#
                + #"{"type":"text","text":"A "},{"type":"text","text":"b ","style":{"bold":true}},"#
                + #"{"type":"text","text":"c","style":{"bold":true,"italic":true}},{"type":"text","text":" "},"#
                + #"{"type":"text","text":"d","style":{"code":true}},{"type":"text","text":" "},"#
                + #"{"type":"link","url":"https://f.example","text":"e"},{"type":"text","text":"\n\n"}]},"#
                + #"{"type":"rich_text_list","style":"bullet","elements":["#
                + #"{"type":"rich_text_section","elements":[{"type":"text","text":"☑ "},{"type":"text","text":"g"}]},"#
                + #"{"type":"rich_text_section","elements":[{"type":"text","text":"h","style":{"bold":true}},"#
                + #"{"type":"text","text":" · "},{"type":"text","text":"U"},{"type":"text","text":": "},"#
                + #"{"type":"text","text":"i"}]}]}]}]"#)
    }
}

/// What blocks hold, where they keep within Slack's limits.
private struct SlackLimits {
    var blocks = 0
    var total = 0
    var header = ""
    var text = ""
    var links: [String] = []

    init?(_ value: JSONValue) {
        guard case .array(let items) = value, items.count <= 50 else { return nil }
        blocks = items.count
        for item in items {
            var size = 0
            walk(item, &size)
            guard size <= 3000 else { return nil }
            total += size
        }
        guard header.utf16.count <= 150 else { return nil }
        text = String(text.dropFirst(header.count))
    }

    private mutating func walk(_ value: JSONValue, _ size: inout Int) {
        switch value {
        case .array(let items): for item in items { walk(item, &size) }
        case .object(let object):
            if case .string(let text)? = object["text"] {
                if object["type"] == "plain_text" { header = text }
                self.text += text
                size += text.utf16.count
            }
            if case .string(let url)? = object["url"] { links.append(url) }
            for (_, member) in object.members { walk(member, &size) }
        default: break
        }
    }
}
