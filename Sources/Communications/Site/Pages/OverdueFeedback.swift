import FlagModel

/// What nobody answered in time: the most critical class first, in it what waits longest.
struct OverdueFeedback {
    let content: SiteContent
    let index: SiteIndex
    private static let limit = 5

    func add(to html: inout HTML) {
        let late = content.feedback.overdue(at: content.time)
        guard !late.isEmpty else { return }
        let sorted = Feedback.Class.allCases.flatMap { kind in late.filter { $0.kind == kind } }
        let page = FeedbackPage(content: content, index: index)
        html.section("overdue", "Feedback without an answer in time", "alert") { html in
            html.tag("ul") { html in
                for voice in sorted.prefix(Self.limit) {
                    html.tag("li") { html in
                        html.badge(voice.kind.rawValue, .bad)
                        html.text(" ")
                        html.foreign(Wording.short(voice.text))
                        html.text(", due ")
                        html.moment(voice.deadline, isDistant: true)
                        page.place(&html, of: voice, "")
                    }
                }
                if late.count > Self.limit { html.tag("li", "and \(late.count - Self.limit) more") }
            }
            html.tag("p") { $0.link("feedback.html", "All feedback") }
        }
    }
}
