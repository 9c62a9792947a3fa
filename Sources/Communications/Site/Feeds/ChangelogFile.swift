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
            "What is released in \(Self.escaped(environment.name)), by day. "
            + "The format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n"
        let days = lines(environment.key)
        if days.isEmpty { text += "\n## [Unreleased]\n" }
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
        var days: [CalendarDate: [Line]] = [:]
        for flag in content.flags {
            guard let place = flag.place(environment) else { continue }
            var before = 0
            var open: (day: CalendarDate, before: Int, after: Int)?
            func close() {
                guard let open, let line = Self.line(flag, open.before, open.after, content.base) else { return }
                days[open.day, default: []].append(line)
            }
            for point in place.past {
                guard let day = point.time.date, let after = point.thousandths else { continue }
                if open?.day == day {
                    open?.after = after
                } else {
                    close()
                    open = (day, before, after)
                }
                before = after
            }
            close()
        }
        return days.sorted { $0.key > $1.key }.map { ($0.key, $0.value) }
    }

    private static func line(_ flag: SiteFlag, _ before: Int, _ after: Int, _ base: String?) -> Line? {
        guard before != after else { return nil }
        let name = "**\(escaped(flag.definition.name))**"
        let share = after == Thousandths.whole ? "everybody" : "\(Thousandths.text(after))% of users"
        let about = flag.definition.description.map { ": \(escaped($0))" } ?? ""
        let link =
            flag.definition.links["documentation"]?.string
            .flatMap { SiteAddress.safe($0, base: base) }.map { " ([documentation](\(address($0))))" } ?? ""
        switch (before, after) {
        case (0, _): return Line(kind: .added, text: "\(name) for \(share)\(about)\(link)")
        case (_, 0): return Line(kind: .removed, text: "\(name) is off for everybody")
        default:
            let was = before == Thousandths.whole ? "everybody" : "\(Thousandths.text(before))%"
            return Line(kind: .changed, text: "\(name) is now for \(share), before for \(was)\(link)")
        }
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
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
