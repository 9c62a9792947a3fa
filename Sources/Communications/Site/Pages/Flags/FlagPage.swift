import Evaluation
import Documents
import FlagModel

/// A flag: what it is, what each environment does with it, how that came about, who approved.
struct FlagPage {
    let flag: SiteFlag
    let content: SiteContent
    let index: SiteIndex
    /// What changed the flag, newest first.
    let entries: [SiteEntry]
    let list: EntryList
    private static let entryLimit = 60
    private static let byteLimit = 150_000

    func file() -> SiteFile {
        let definition = flag.definition
        return SitePage(path: flag.pagePath, title: definition.key.text, part: .flags).file(content) { html, root in
            html.tag("h1", definition.name)
            html.tag("p", ["class": "lead"]) { html in
                html.tag("code", definition.key.text)
                if let stage = definition.lifecycle?.stage {
                    html.text(" ")
                    html.badge(stage.rawValue, .plain)
                }
                if content.isExpired(definition) {
                    html.text(" ")
                    html.badge("expired", .wait)
                }
                if let description = definition.description { html.text(" \(description)") }
            }
            facts(&html, root)
            html.section("environments", "Environments") { html in
                guard !flag.places.isEmpty else { return html.nothing("No environment has it.") }
                html.tag("ul", ["class": "cards"]) { html in for place in flag.places { add(&html, place) } }
            }
            exposure(&html, root)
            history(&html, root)
        }
    }

    private func facts(_ html: inout HTML, _ root: String) {
        let definition = flag.definition
        var rows: [(String, (inout HTML) -> Void)] = []
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { rows.append((name, { $0.text(text) })) }
        }
        add("Owner", definition.owner)
        add("Type", definition.type.rawValue)
        rows.append(
            (
                "Variants",
                { html in
                    for (index, variant) in definition.variants.enumerated() {
                        if index > 0 { html.text(", ") }
                        html.tag("code", "\(variant.key) = \(Self.short(variant.value))")
                    }
                }
            ))
        add("Off variant", definition.offVariant.text)
        add("Code default", definition.codeDefault?.text)
        add("Environment variable", definition.environmentVariable)
        add("Groups", definition.groups.map(\.text).joined(separator: ", "))
        if let lifecycle = definition.lifecycle {
            if let created = lifecycle.created { rows.append(("Created", { $0.day(created) })) }
            if lifecycle.permanent { add("Expires", "never, it is permanent") }
            let word = content.isExpired(definition) ? "Expired" : "Expires"
            if let expires = lifecycle.expires { rows.append((word, { $0.day(expires) })) }
        }
        if !definition.requires.isEmpty { rows.append(("Requires", { requirements(&$0, root) })) }
        for member in definition.links.members {
            guard let address = member.value.string else { continue }
            let base = content.base
            rows.append(
                (
                    member.name.prefix(1).uppercased() + member.name.dropFirst(),
                    { $0.outside(address, address, base: base) }
                ))
        }
        html.facts(rows)
    }

    private func requirements(_ html: inout HTML, _ root: String) {
        for (place, requirement) in flag.definition.requires.enumerated() {
            if place > 0 { html.text(", ") }
            html.flag(requirement.flag, in: index, root: root)
            html.text(" to serve \(requirement.variant)")
        }
    }

    private func add(_ html: inout HTML, _ place: SiteFlag.Place) {
        html.tag("li", ["class": "card wide"]) { html in
            html.tag("h3", content.environment(place.environment)?.name ?? place.environment.text)
            html.tag("p") { html in
                html.availability(Availability(place))
                if let people = place.exposure.people { html.text(" about \(Decimals.grouped(people)) people") }
            }
            let title = "Rules in \(place.environment)"
            html.table(title, ["Who", "Gets", "Exposed"], "rules") { html in
                for (index, row) in place.exposure.rows.enumerated() {
                    let rule = index < place.state.rules.count ? place.state.rules[index] : nil
                    html.tag("tr") { html in
                        html.tag("th", ["scope": "row"], rule?.cohort.text ?? "everybody else")
                        html.tag("td", rule?.serve.text ?? place.state.fallthrough.text)
                        html.tag("td", ["class": "number"], "\(Thousandths.text(row.exposed))%")
                    }
                }
            }
            if !place.state.enabled {
                html.tag("p", ["class": "muted"], "The flag is off: rules count once it is turned on.")
            }
        }
        html.line()
    }

    private func exposure(_ html: inout HTML, _ root: String) {
        html.section("exposure", "Exposure over time") { html in
            let charts = flag.places.reversed().map { place in
                ExposureChart(
                    place: place, name: content.environment(place.environment)?.name ?? place.environment.text,
                    now: content.time)
            }
            // The same time is at the same place in all of them.
            guard let start = charts.compactMap(\.start).min() else {
                return html.nothing("The history says nothing of it.")
            }
            html.tag(
                "p", ["class": "muted"],
                "The part of everybody that is served anything but the off variant, by the cohorts' shares as they are now."
            )
            for chart in charts { chart.add(to: &html, from: start, audit: audit(root)) }
        }
    }

    private func history(_ html: inout HTML, _ root: String) {
        html.section("history", "History") { html in
            let shown = list.add(
                to: &html, entries.prefix(Self.entryLimit), root: root, bytes: Self.byteLimit)
            html.tag("p") { html in
                html.link(
                    audit(root),
                    shown < entries.count ? "All \(entries.count) commits in the audit" : "See it in the audit")
            }
            if content.isCutOff { html.tag("p", ["class": "muted"], "The clone is shallow: there may be more before.") }
        }
    }

    /// The audit's commits that changed this flag alone.
    private func audit(_ root: String) -> String { "\(root)audit.html#flag==\(flag.definition.key)" }

    private static func short(_ value: JSONValue) -> String {
        let text = value.string ?? CanonicalJSON.compact(value)
        return text.count <= 80 ? text : "\(text.prefix(79))…"
    }
}
