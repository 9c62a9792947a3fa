import FlagModel

/// The first page: what is on where, what moves, what changed and what is ahead.
struct DashboardPage {
    let content: SiteContent
    let list: EntryList

    /// How many flags the page shows; more have a page of their own.
    static let flagLimit = 150
    private static let changeLimit = 12
    private static let eventLimit = 12

    func file() -> SiteFile {
        SitePage(path: "index.html", title: content.title, part: .dashboard).file(content) { html, _ in
            html.tag("h1", content.title)
            tiles(&html)
            overdue(&html)
            rollouts(&html)
            flags(&html)
            html.tag("div", ["class": "columns"]) { html in
                changes(&html)
                upcoming(&html)
            }
        }
    }

    private func tiles(_ html: inout HTML) {
        html.tag("ul", ["class": "tiles"]) { html in
            for environment in content.environments {
                let places = content.flags.compactMap { $0.place(environment.key) }
                let tones = places.map { Availability($0).tone }
                html.tag("li") { html in
                    html.tag("h2", environment.name)
                    html.tag("p", ["class": "figure"]) { html in
                        html.tag("strong", "\(tones.filter { $0 == .on }.count)")
                        html.text(" of \(places.count) flags on for all")
                    }
                    html.tag("p", [:], Self.detail(tones))
                    freeze(&html, environment)
                }
                html.line()
            }
        }
    }

    private static func detail(_ tones: [SiteTone]) -> String {
        let part = tones.filter { $0 == .part || $0 == .wait }.count
        let off = tones.filter { $0 == .off }.count
        return "\(part) for some, \(off) off"
    }

    private func freeze(_ html: inout HTML, _ environment: FlagEnvironment) {
        let now = content.time
        guard let freeze = environment.policy?.freezes.first(where: { $0.from <= now && now < $0.to }) else { return }
        html.tag("p", ["class": "frozen"]) { html in
            html.text("Frozen until ")
            html.moment(freeze.to, isDistant: true)
            html.text(": \(freeze.reason)")
        }
    }

    private func overdue(_ html: inout HTML) {
        let late = content.feedback.filter { $0.isOverdue(at: content.time) }
        guard !late.isEmpty else { return }
        html.section("overdue", "Feedback without an answer in time", "alert") { html in
            html.tag("ul") { html in
                for voice in late.prefix(5) {
                    html.tag("li") { html in
                        html.badge(voice.kind.rawValue, .bad)
                        html.text(" \(FeedbackPage.short(voice.text)), due ")
                        html.moment(voice.deadline, isDistant: true)
                    }
                }
            }
            html.tag("p") { $0.link("feedback.html", "All feedback") }
        }
    }

    private func rollouts(_ html: inout HTML) {
        html.section("rollouts", "Rollouts") { html in
            let active = content.runs.filter { $0.status?.state.isActive ?? false }
            let shown = (active + content.runs.filter { !($0.status?.state.isActive ?? false) }).prefix(
                max(6, active.count))
            guard !shown.isEmpty else { return html.nothing("There is no rollout plan.") }
            html.tag("ul", ["class": "cards"]) { html in
                for run in shown.prefix(24) { RolloutCard(run: run, content: content).add(to: &html, root: "") }
            }
            if shown.count < content.runs.count {
                html.tag("p") { $0.link("rollouts.html", "All \(content.runs.count) rollouts") }
            }
        }
    }

    private func flags(_ html: inout HTML) {
        html.section("flags", "Features and where they are on") { html in
            guard !content.flags.isEmpty else { return html.nothing("There is no flag.") }
            let isCut = content.flags.count > Self.flagLimit
            let shown = isCut ? recent() : content.flags
            let caption = isCut ? "The \(shown.count) flags that changed last" : "Flags and environments"
            FlagTable(content: content).add(to: &html, shown, caption: caption, root: "")
            if isCut { html.tag("p") { $0.link("flags.html", "All \(content.flags.count) flags") } }
        }
    }

    /// Those that changed last, by key.
    private func recent() -> [SiteFlag] {
        var keys: Set<FlagKey> = []
        for entry in content.entries {
            for case .flag(let key) in entry.changes.map(\.subject) where keys.count < Self.flagLimit {
                keys.insert(key)
            }
            if keys.count >= Self.flagLimit { break }
        }
        return content.flags.filter { keys.contains($0.definition.key) }
    }

    private func changes(_ html: inout HTML) {
        html.section("changes", "Recent changes") { html in
            let entries = content.entries.lazy.filter { !$0.changes.allSatisfy(\.isMessage) }
            list.add(to: &html, Array(entries.prefix(Self.changeLimit)), root: "", isShort: true)
            html.tag("p") { $0.link("audit.html", "The whole history") }
        }
    }

    private func upcoming(_ html: inout HTML) {
        html.section("upcoming", "Upcoming") { html in
            let events = content.upcoming
            guard !events.isEmpty else { return html.nothing("Nothing is planned.") }
            html.tag("ol", ["class": "events"]) { html in
                for event in events.prefix(Self.eventLimit) {
                    html.tag("li") { html in
                        html.tag("p", ["class": "when"]) { html in
                            switch event.when {
                            case .moment(let time, _): html.moment(time, isDistant: true)
                            case .day(let date): html.day(date)
                            }
                        }
                        html.tag("p") { $0.link(event.path, event.title) }
                    }
                    html.line()
                }
            }
            html.tag("p") {
                $0.link(
                    "calendar.ics",
                    events.count > Self.eventLimit ? "All \(events.count) in the calendar" : "The calendar")
            }
        }
    }
}
