import Documents
import FlagModel

/// `CHANGELOG.md`: what changed for users (https://keepachangelog.com/en/1.1.0/), a part for each day.
///
/// Users live in the environment that comes last in order. What a commit does to a flag there is told by what the flag
/// is exposed to before and after it.
struct ChangelogFile {
    let content: SiteContent

    private enum Kind: String, CaseIterable {
        case added = "Added"
        case changed = "Changed"
        case removed = "Removed"
    }

    func file() -> SiteFile {
        var text = "# Changelog\n\n"
        guard let environment = content.environments.last else {
            return SiteFile("CHANGELOG.md", text + "There is no environment yet.\n")
        }
        text +=
            "What is released in \(Self.escaped(environment.name)), by day. Shares of users are counted by the cohorts as "
            + "they are now. The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n"
        if content.isCutOff {
            text += "\nThe clone that this was made in is shallow: what was released before is not told.\n"
        }
        let days = lines(environment.key)
        if days.isEmpty {
            text += "\n## [Unreleased]\n\n"
            text += content.isCutOff ? "Nothing was released since.\n" : "Nothing was released yet.\n"
        }
        for (day, lines) in days {
            text += "\n## \(day)\n"
            for kind in Kind.allCases {
                let own = lines.filter { $0.kind == kind }
                guard !own.isEmpty else { continue }
                text += "\n### \(kind.rawValue)\n\n"
                for line in own { text += "- \(line.text)\n" }
            }
        }
        return SiteFile("CHANGELOG.md", text)
    }

    private struct Line {
        let kind: Kind
        let text: String
    }

    /// What became of flags, the newest day first, flags by key within a day; a day tells where a flag ended.
    private func lines(_ environment: EnvironmentKey) -> [(CalendarDate, [Line])] {
        var flags = content.flags.compactMap { flag in
            flag.place(environment).map { (definition: flag.definition, past: $0.past) }
        }
        flags += content.formerPlaces.filter { $0.environment == environment }.map { ($0.definition, $0.past) }
        flags.sort { $0.definition.key < $1.definition.key }
        var days: [CalendarDate: [Line]] = [:]
        for (definition, past) in flags {
            var before: Int? = 0
            var open: (day: CalendarDate, before: Int?, after: Int?)?
            func close() {
                guard let open, let line = Self.line(definition, open.before, open.after, content.base) else { return }
                days[open.day, default: []].append(line)
            }
            for point in past where point.kind != .unreadable {
                if point.kind == .change, let day = point.time.date {
                    if open?.day == day {
                        open?.after = point.thousandths
                    } else {
                        close()
                        open = (day, before, point.thousandths)
                    }
                }
                before = point.thousandths
            }
            close()
        }
        return days.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    private static func line(_ flag: FeatureFlag, _ before: Int?, _ after: Int?, _ base: String?) -> Line? {
        guard before != after else { return nil }
        let name = "**\(escaped(flag.name))**"
        let about = flag.description.map { ": \(escaped($0))" } ?? ""
        let link =
            flag.links["documentation"]?.string
            .flatMap { SiteAddress.safe($0, base: base) }.map { " ([documentation](\(address($0))))" } ?? ""
        switch (before, after) {
        case (0, _): return Line(kind: .added, text: "\(name) for \(share(after, "% of users"))\(about)\(link)")
        case (_, 0): return Line(kind: .removed, text: "\(name) is off for everybody")
        default:
            let text = "\(name) is now for \(share(after, "% of users")), before for \(share(before, "%"))\(link)"
            return Line(kind: .changed, text: text)
        }
    }

    private static func share(_ thousandths: Int?, _ unit: String) -> String {
        guard let thousandths else { return "some users" }
        return thousandths == Thousandths.whole ? "everybody" : Thousandths.text(thousandths) + unit
    }

    /// An address between parentheses.
    private static func address(_ text: String) -> String {
        text.replacing("(", with: "%28").replacing(")", with: "%29").replacing("<", with: "%3C")
            .replacing(">", with: "%3E")
    }

    /// Text that is no markup and stays in its line.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "!", "&": result += "\\\(scalar)"
            case "\n", "\r", "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}": result += " "
            case _ where scalar.isReordering: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
