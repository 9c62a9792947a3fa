import Dispatch
import FlagModel
import Synchronization

/// The pages, feeds and files that tell a flag repository's state and history.
public enum Site {
    /// What pages may load, which they say themselves too: a content security policy.
    public static var policy: String { SitePage.policy }

    /// All files of the site, by path. The same content gives the same bytes.
    public static func files(_ content: SiteContent) -> [SiteFile] {
        let items = FeedItem.items(content)
        let index = SiteIndex(content)
        let list = EntryList(index: index)
        let entries = entriesByFlag(content)
        var parts: [@Sendable () -> [SiteFile]] = [
            { [DashboardPage(content: content, list: list).file(), RolloutList(content: content).file()] },
            { [FeedbackPage(content: content, index: index).file(), SearchIndex(content: content).file()] },
            { [SummaryFile(content: content).file(), NotificationsFile(content: content).file()] },
            { [JSONFeedFile(content: content, items: items).file(), AtomFile(content: content, items: items).file()] },
            { [CalendarFile(content: content).file(), ChangelogFile(content: content).file()] + assets },
            { FlagPages(content: content).files() }, { MatrixPages(content: content).files() },
            { AuditPages(content: content, list: list).files() },
            { content.runs.map { RolloutPage(run: $0, content: content, index: index).file() } },
        ]
        for flags in content.flags.chunked(50) {
            parts.append {
                flags.map { flag in
                    FlagPage(
                        flag: flag, content: content, index: index, entries: entries[flag.definition.key] ?? [],
                        list: list
                    ).file()
                }
            }
        }
        return onAllCores(parts).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private static func onAllCores(_ parts: [@Sendable () -> [SiteFile]]) -> [SiteFile] {
        let files = Mutex<[SiteFile]>([])
        DispatchQueue.concurrentPerform(iterations: parts.count) { place in
            let made = parts[place]()
            files.withLock { $0 += made }
        }
        return files.withLock { $0 }
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
            var changes: [FlagKey: [SiteEntry.Change]] = [:]
            for change in entry.changes {
                guard case .flag(let key) = change.subject else { continue }
                if changes[key] == nil { keys.append(key) }
                changes[key, default: []].append(change)
            }
            for key in keys {
                var own = entry
                own.changes = changes[key] ?? []
                found[key, default: []].append(own)
            }
        }
        return found
    }
}
