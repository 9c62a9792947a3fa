import FlagModel

/// The first page: what is on where, what moves, what changed and what is ahead.
struct DashboardPage {
    let content: SiteContent
    let list: EntryList

    /// How many flags the page shows; more have a page of their own.
    private static let flagLimit = 20
    private static let changeLimit = 12

    func file() -> SiteFile {
        SitePage(path: "index.html", title: content.title, part: .dashboard).file(content) { html, _ in
            html.tag("h1", content.title)
            tiles(&html)
            OverdueFeedback(content: content, index: list.index).add(to: &html)
            rollouts(&html)
            flags(&html)
            html.tag("div", ["class": "columns"]) { html in
                changes(&html)
                UpcomingList(content: content).add(to: &html)
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
            expired(&html)
        }
    }

    /// What should have been removed by now.
    private func expired(_ html: inout HTML) {
        let flags = content.expired
        guard !flags.isEmpty else { return }
        html.tag("li") { html in
            html.tag("h2", "Past their date")
            html.tag("p", ["class": "figure"]) { html in
                html.tag("strong", "\(flags.count)")
                html.text(flags.count == 1 ? " flag to remove" : " flags to remove")
            }
            html.tag("p") { html in
                for (place, flag) in flags.prefix(3).enumerated() {
                    if place > 0 { html.text(", ") }
                    html.link(flag.pagePath, flag.definition.key.text)
                }
                if flags.count > 3 { html.text(" and \(flags.count - 3) more") }
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
            html.text(": ")
            html.foreign(freeze.reason)
        }
    }

    private func rollouts(_ html: inout HTML) {
        html.section("rollouts", "Rollouts") { html in
            let shown = content.runsByConcern.prefix(min(24, max(6, content.runsOfConcern)))
            guard !shown.isEmpty else { return html.nothing("There is no rollout plan.") }
            html.tag("ul", ["class": "cards"]) { html in
                for run in shown { RolloutCard(run: run, content: content).add(to: &html, root: "") }
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
}
