import FlagModel

/// What people said, and what nobody answered in time.
struct FeedbackPage {
    let content: SiteContent
    let index: SiteIndex
    private static let closedLimit = 100
    private static let openLimit = 300
    private static let byteLimit = 110_000

    func file() -> SiteFile {
        SitePage(path: "feedback.html", title: "Feedback", part: .feedback).file(content) { html, root in
            html.tag("h1", "Feedback")
            let voices = content.feedback.byUrgency
            html.section("open", "Open") { html in
                list(
                    &html, voices.filter { $0.closed == nil }, Self.openLimit, none: "Nobody waits for an answer.", root
                )
            }
            html.section("closed", "Closed") { html in
                list(
                    &html, voices.filter { $0.closed != nil }, Self.closedLimit, none: "Nothing was closed yet.", root)
            }
        }
    }

    private func list(_ html: inout HTML, _ voices: [Feedback], _ limit: Int, none: String, _ root: String) {
        guard !voices.isEmpty else { return html.nothing(none) }
        var shown = 0
        html.tag("ol", ["class": "entries"]) { html in
            let start = html.bytes.count
            for voice in voices.prefix(limit) where html.bytes.count - start < Self.byteLimit {
                add(&html, voice, root)
                shown += 1
            }
        }
        guard shown < voices.count else { return }
        html.tag("p", ["class": "muted"]) { html in
            html.text("And \(voices.count - shown) more: ")
            html.tag("code", voices[0].closed == nil ? "flagctl feedback list" : "flagctl feedback list --closed")
        }
    }

    private func add(_ html: inout HTML, _ voice: Feedback, _ root: String) {
        html.tag("li") { html in
            html.tag("p", ["class": "subject"]) { html in
                html.badge(
                    voice.isOverdue(at: content.time) ? "\(voice.kind.rawValue), overdue" : voice.kind.rawValue,
                    voice.isOverdue(at: content.time) ? .bad : .plain)
                html.text(" ")
                html.foreign(Wording.start(of: voice.text, upTo: 2_000))
            }
            html.tag("p", ["class": "meta"]) { html in
                html.text("received ")
                html.moment(voice.received)
                if let from = voice.from {
                    html.text(" from ")
                    html.foreign(Wording.name(from))
                }
                place(&html, of: voice, root)
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
            if let answer = voice.closed?.note {
                html.tag("p", ["class": "reason"], Wording.start(of: answer, upTo: 2_000))
            }
        }
        html.line()
    }

    /// What somebody spoke of: flag, rollout, environment.
    func place(_ html: inout HTML, of voice: Feedback, _ root: String) {
        if let flag = voice.flag {
            html.text(" · ")
            html.flag(flag, in: index, root: root)
        }
        if let plan = voice.plan {
            html.text(" · ")
            if let page = voice.environment.flatMap({ index.page(of: plan, in: $0) }) {
                html.link(root + page, plan.text)
            } else {
                html.text(plan.text)
            }
        }
        if let environment = voice.environment {
            html.text(" · \(content.environment(environment)?.name ?? environment.text)")
        }
    }
}
