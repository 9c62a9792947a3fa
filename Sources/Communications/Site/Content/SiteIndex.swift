import FlagModel

/// Which flags and rollouts have a page, and whose messages are whose: what pages look up, made once for all of them.
struct SiteIndex: Sendable {
    private let flags: Set<FlagKey>
    private let rollouts: Set<String>
    private let messages: [String: [SiteMessage]]

    init(_ content: SiteContent) {
        flags = Set(content.flags.map(\.definition.key))
        rollouts = Set(content.runs.map(\.pagePath))
        messages = Dictionary(grouping: content.messages, by: \.pagePath)
    }

    /// A flag's page; nothing of one that is not there any more.
    func page(of flag: FlagKey) -> String? { flags.contains(flag) ? SitePath.flag(flag) : nil }

    /// A rollout's page; nothing of one that is not there any more.
    func page(of plan: PlanKey, in environment: EnvironmentKey) -> String? {
        let path = SitePath.rollout(plan, in: environment)
        return rollouts.contains(path) ? path : nil
    }

    /// The messages of a plan, in the order of all messages.
    func messages(of run: SiteRun) -> [SiteMessage] { messages[run.pagePath] ?? [] }
}

extension HTML {
    /// A flag's key, which leads to its page where it has one.
    mutating func flag(_ key: FlagKey, in index: SiteIndex, root: String) {
        if let page = index.page(of: key) { link(root + page, key.text) } else { text(key.text) }
    }
}
