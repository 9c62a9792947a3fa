@testable import Communications

/// A template that writes a value at every kind of place.
enum Everywhere {
    static let source = """
        Subject: About {{x}} now

        # {{x}}

        ## Before {{x}} after

        {{x}}

        Before {{x}}, **{{x}}**, *{{x}}*, **with *{{x}}* in it** and `{{x}}`.
        Next line{{x}}\\
        {{x}}

        - {{x}}
        - [ ] {{x}}
        - [x] **{{x}}**
        - one
          {{x}}

        1. {{x}}
        2. `{{x}}` and [{{x}}](https://good.example/a?b=1)

        | {{x}} | Title |
        |---|---|
        | {{x}} | **{{x}}** |
        | `{{x}}` | [{{x}}](mailto:a@good.example) |

        ---

        {{#list}}
        - {{.}}
        {{/list}}

        """

    private static let template = Result { try MessageTemplate(source, name: "everywhere") }

    static func message(_ value: String) throws -> (subject: String, body: RichText) {
        try template.get().render(
            .object(["x": .text(value), "list": .list([.text(value), .text("and \(value)")])]))
    }
}

extension RichText {
    /// The same with another text for every one.
    func mapTexts(_ change: (String) -> String) -> RichText {
        func map(_ inlines: [Inline]) -> [Inline] {
            inlines.map { inline in
                switch inline {
                case .text(let text): .text(change(text))
                case .code(let text): .code(change(text))
                case .strong(let inner): .strong(map(inner))
                case .emphasis(let inner): .emphasis(map(inner))
                case .link(let inner, let target): .link(map(inner), to: target)
                case .lineBreak: .lineBreak
                }
            }
        }
        return RichText(
            blocks.map { block in
                switch block {
                case .heading(let level, let text): .heading(level: level, map(text))
                case .paragraph(let text): .paragraph(map(text))
                case .list(let items): .list(items.map { Item(map($0.text), isDone: $0.isDone) })
                case .numbered(let items): .numbered(items.map { Item(map($0.text), isDone: $0.isDone) })
                case .table(let header, let rows): .table(header: header.map(map), rows: rows.map { $0.map(map) })
                case .rule: .rule
                }
            })
    }
}
