import FlagModel

/// Which flags and rollouts have a page, and whose messages are whose: what pages look up, made once for all of them.
struct SiteIndex: Sendable {
    private let flags: Set<FlagKey>
    private let rollouts: Set<String>
    private let messages: [String: [SiteMessage]]
    private let feedback: [String: String]

    init(_ content: SiteContent) {
        flags = Set(content.flags.map(\.definition.key))
        rollouts = Set(content.runs.map(\.pagePath))
        messages = Dictionary(grouping: content.messages, by: \.pagePath)
        feedback = Dictionary(content.feedback.map { (DocumentKind.feedback($0.key).path, $0.text) }) { first, _ in
            first
        }
    }

    /// A flag's page; nothing of one that is not there any more.
    func page(of flag: FlagKey) -> String? { flags.contains(flag) ? SitePath.flag(flag) : nil }

    /// A rollout's page; nothing of one that is not there any more.
    func page(of plan: PlanKey, in environment: EnvironmentKey) -> String? {
        let path = SitePath.rollout(plan, in: environment)
        return rollouts.contains(path) ? path : nil
    }

    /// The page that says more of what changed; nothing where there is none.
    func page(of change: SiteEntry.Change) -> String? {
        switch change.subject {
        case .flag(let key): page(of: key)
        case .rollout(let key): change.environment.flatMap { page(of: key, in: $0) }
        case .file(let path): feedback[path] == nil ? nil : "feedback.html"
        case .cohort: nil
        }
    }

    /// What people call what changed: its key; what somebody said; the path of another file.
    func title(of subject: SiteEntry.Subject) -> String {
        guard case .file(let path) = subject, let said = feedback[path] else { return subject.text }
        return "“\(Wording.short(said, 60))”"
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
