/// Refuses Markdown that messages have no form for, so that it does not come out as its own source.
struct TemplateMarkup {
    /// The template's name.
    let template: String

    /// Refuses the first line that begins with what no channel writes.
    func check(_ body: String, line first: Int) throws(TemplateError) {
        for (offset, line) in body.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let text = line.drop { $0 == " " }
            guard let (what, instead) = Self.refused.first(where: { text.hasPrefix($0.mark) })?.reason else { continue }
            throw TemplateError(template, line: first + offset, "messages have no \(what)", hint: instead)
        }
    }

    private static let refused: [(mark: String, reason: (what: String, instead: String))] = [
        ("```", ("blocks of code", "write `code` within a line")),
        ("~~~", ("blocks of code", "write `code` within a line")),
        ("####", ("headings below the third level", "write ### or **strong** text")),
        ("![", ("pictures", "write a link: [text](https://…)")),
        ("> ", ("quotations", "write a paragraph")),
    ]
}
