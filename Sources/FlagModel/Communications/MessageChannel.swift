/// A way on which messages go out, of channels.json.
public struct MessageChannel: Sendable, Hashable {
    /// What kind of way it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// An incoming webhook of Slack.
        case slack
        /// A web server that is told in JSON.
        case webhook
        /// E-mail through a sendmail-compatible command.
        case email
        /// A release at GitHub.
        case gitHubRelease = "github-release"
        /// The notifications and feeds of the site.
        case feed
        /// A Markdown file in the repository.
        case file
    }

    /// The channel's key.
    public var key: ChannelKey
    /// What people call it, such as `#deployment-live`.
    public var name: String?
    /// What kind of way it is.
    public var kind: Kind
    /// Where it answers: `http://` or `https://`; of a webhook, or GitHub's API where it is not the public one.
    public var url: String?
    /// The environment variable with the address, where that is a secret as Slack's are.
    public var urlVariable: String?
    /// The environment variable with the secret that a webhook's messages are signed with.
    public var secretVariable: String?
    /// The environment variable with the token for GitHub's API.
    public var tokenVariable: String?
    /// The sender of e-mail: `releases@example.com` or `Releases <releases@example.com>`.
    public var from: String?
    /// Where answers to e-mail go.
    public var replyTo: String?
    /// GitHub's repository: `owner/name`.
    public var repository: String?
    /// Whether releases are left as drafts, for somebody to publish.
    public var isDraft: Bool
    /// The folder of the files, relative to the repository's root.
    public var folder: String?
    /// How long an answer may take, in seconds, 1 or more.
    public var timeout: Int

    /// How long an answer may take where a channel does not say, in seconds.
    public static let defaultTimeout = 10

    /// The members in canonical order.
    public static let memberOrder = [
        "key", "name", "type", "url", "urlFrom", "secretFrom", "tokenFrom", "from", "replyTo", "repository", "draft",
        "folder", "timeout", "metadata",
    ]

    /// Makes a channel.
    public init(
        key: ChannelKey, name: String? = nil, kind: Kind, url: String? = nil, urlVariable: String? = nil,
        secretVariable: String? = nil, tokenVariable: String? = nil, from: String? = nil, replyTo: String? = nil,
        repository: String? = nil, isDraft: Bool = false, folder: String? = nil,
        timeout: Int = MessageChannel.defaultTimeout
    ) {
        self.key = key
        self.name = name
        self.kind = kind
        self.url = url
        self.urlVariable = urlVariable
        self.secretVariable = secretVariable
        self.tokenVariable = tokenVariable
        self.from = from
        self.replyTo = replyTo
        self.repository = repository
        self.isDraft = isDraft
        self.folder = folder
        self.timeout = timeout
    }

    /// What people call it: its name, else its key.
    public var title: String { name ?? key.text }

    /// Whether the message is delivered by the commit that says so, with nothing to send.
    public var isInRepository: Bool { kind == .feed || kind == .file }
}

/// The ways on which messages go out: `.flagctl/channels.json`.
public struct Channels: Sendable, Hashable {
    /// Where the site is served, for links: an address that ends in a slash.
    public var site: String?
    /// The channels.
    public var channels: [MessageChannel]

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "site", "channels", "metadata"]

    /// Makes a list of channels.
    public init(site: String? = nil, channels: [MessageChannel] = []) {
        self.site = site
        self.channels = channels
    }

    /// A channel by its key; nil where there is none.
    public func channel(_ key: ChannelKey) -> MessageChannel? { channels.first { $0.key == key } }

    /// What a channel is called; its key where it has no name.
    public func title(of key: ChannelKey) -> String { channel(key)?.title ?? key.text }
}
