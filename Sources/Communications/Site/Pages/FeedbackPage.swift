import FlagModel

/// What people said, and what nobody answered in time.
struct FeedbackPage {
    let content: SiteContent
    let index: SiteIndex
    private static let closedLimit = 100
    private static let openLimit = 300

    func file() -> SiteFile {
        SitePage(path: "feedback.html", title: "Feedback", part: .feedback).file(content) { html, root in
            html.tag("h1", "Feedback")
            let open = content.feedback.filter { $0.closed == nil }.sorted {
                ($0.deadline, $0.key) < ($1.deadline, $1.key)
            }
            let closed = content.feedback.filter { $0.closed != nil }.sorted {
                ($1.received, $1.key) < ($0.received, $0.key)
            }
            html.section("open", "Open") { html in
                list(&html, open.prefix(Self.openLimit), none: "Nobody waits for an answer.", root)
            }
            html.section("closed", "Closed") { html in
                list(&html, closed.prefix(Self.closedLimit), none: "Nothing was closed yet.", root)
            }
        }
    }

    private func list(_ html: inout HTML, _ voices: some Collection<Feedback>, none: String, _ root: String) {
        guard !voices.isEmpty else { return html.nothing(none) }
        html.tag("ol", ["class": "entries"]) { html in
            for voice in voices { add(&html, voice, root) }
        }
    }

    private func add(_ html: inout HTML, _ voice: Feedback, _ root: String) {
        html.tag("li") { html in
            html.tag("p", ["class": "subject"]) { html in
                html.badge(
                    voice.isOverdue(at: content.time) ? "\(voice.kind.rawValue), overdue" : voice.kind.rawValue,
                    voice.isOverdue(at: content.time) ? .bad : .plain)
                html.text(" \(voice.text)")
            }
            html.tag("p", ["class": "meta"]) { html in
                html.text("received ")
                html.moment(voice.received)
                if let from = voice.from { html.text(" from \(Wording.name(from))") }
                if let flag = voice.flag {
                    html.text(" · ")
                    html.flag(flag, in: index, root: root)
                }
                html.text(" · ")
                if let closed = voice.closed?.at {
                    html.text("closed ")
                    html.moment(closed)
                } else {
                    html.text("answer due ")
                    html.moment(voice.deadline, isDistant: true)
                }
                if let link = voice.link {
                    html.text(" · ")
                    html.outside(link, "more", base: content.base)
                }
            }
            if let answer = voice.closed?.note { html.tag("p", ["class": "reason"], answer) }
        }
        html.line()
    }

    /// A text in a line of at most 160 characters.
    static func short(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= 160 ? line : "\(line.prefix(159))…"
    }
}
