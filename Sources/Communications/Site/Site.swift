import FlagModel

/// The pages, feeds and files that tell a flag repository's state and history.
public enum Site {
    /// All files of the site, by path. The same content gives the same bytes.
    public static func files(_ content: SiteContent) -> [SiteFile] {
        let items = FeedItem.items(content)
        var files = [
            DashboardPage(content: content).file(), RolloutList(content: content).file(),
            FeedbackPage(content: content).file(), SearchIndex(content: content).file(),
            SummaryFile(content: content).file(), NotificationsFile(content: content).file(),
            JSONFeedFile(content: content, items: items).file(), AtomFile(content: content, items: items).file(),
            CalendarFile(content: content).file(), ChangelogFile(content: content).file(),
        ]
        files += assets
        files += FlagPages(content: content).files()
        files += MatrixPages(content: content).files()
        files += AuditPages(content: content).files()
        let entries = entriesByFlag(content)
        files += content.flags.map {
            FlagPage(flag: $0, content: content, entries: entries[$0.definition.key] ?? []).file()
        }
        files += content.runs.map { RolloutPage(run: $0, content: content).file() }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Files that every site has alike.
    private static var assets: [SiteFile] {
        [
            SiteFile(path: "assets/style.css", bytes: PackageResources.style_css),
            SiteFile(path: "assets/site.js", bytes: PackageResources.site_js),
            SiteFile(path: "assets/icon.svg", bytes: PackageResources.icon_svg),
        ]
    }

    /// What changed each flag, newest first, with the changes of that flag alone.
    private static func entriesByFlag(_ content: SiteContent) -> [FlagKey: [SiteEntry]] {
        var found: [FlagKey: [SiteEntry]] = [:]
        for entry in content.entries {
            var keys: [FlagKey] = []
            for case .flag(let key) in entry.changes.map(\.subject) where !keys.contains(key) { keys.append(key) }
            for key in keys {
                var own = entry
                own.changes = entry.changes.filter { $0.subject == .flag(key) }
                found[key, default: []].append(own)
            }
        }
        return found
    }
}
