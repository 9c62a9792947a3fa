import FlagModel

/// What is ahead, and what lasts.
struct UpcomingList {
    let content: SiteContent
    private static let limit = 12

    func add(to html: inout HTML) {
        html.section("upcoming", "Upcoming") { html in
            let events = content.upcoming
            guard !events.isEmpty else { return html.nothing("Nothing is planned.") }
            html.tag("ol", ["class": "events"]) { html in
                for event in events.prefix(Self.limit) {
                    html.tag("li") { html in
                        html.tag("p", ["class": "when"]) { moment(&$0, event.when) }
                        html.tag("p") { $0.link(event.path, event.title) }
                    }
                    html.line()
                }
            }
            html.tag("p") {
                $0.link(
                    "calendar.ics", events.count > Self.limit ? "All \(events.count) in the calendar" : "The calendar")
            }
        }
    }

    private func moment(_ html: inout HTML, _ when: SiteEvent.When) {
        switch when {
        case .moment(let start, let end?) where start <= content.time:
            html.text("until ")
            html.moment(end, isDistant: true)
        case .moment(let time, _): html.moment(time, isDistant: true)
        case .day(let date): html.day(date)
        }
    }
}
