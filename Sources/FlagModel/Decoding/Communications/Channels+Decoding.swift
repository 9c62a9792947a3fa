public import Documents

extension Channels {
    /// Decodes the channels; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> Channels? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in
            guard let object = ObjectReader(node, "the channels", members: memberOrder, in: decoding) else {
                return nil
            }
            let site = object.optional("site", decoding.site)
            let channels = object.required("channels") { decoding.named($0, decoding.channel, \.key) }
            return channels.map { Channels(site: site, channels: $0) }
        }
    }
}

extension Decoding {
    /// An address that pages can be appended to, with a slash at its end.
    fileprivate func site(_ node: JSONNode) -> String? {
        guard let address = webAddress(node) else { return nil }
        if let folder = WebAddress.folder(address) { return folder }
        report(.noFolder(address), at: node)
        return nil
    }

    fileprivate func channel(_ node: JSONNode) -> MessageChannel? {
        guard let object = ObjectReader(node, "a channel", members: MessageChannel.memberOrder, in: self) else {
            return nil
        }
        let key: ChannelKey? = object.required("key", key)
        let kind: MessageChannel.Kind? = object.required("type") { word($0, noun: "type of channel") }
        guard let key, let kind else { return nil }
        var channel = MessageChannel(key: key, kind: kind)
        channel.name = object.optional("name", text)
        channel.url = object.optional("url", webAddress)
        channel.urlVariable = object.optional("urlFrom", variable)
        channel.secretVariable = object.optional("secretFrom", variable)
        channel.tokenVariable = object.optional("tokenFrom", variable)
        channel.from = object.optional("from", mailbox)
        channel.replyTo = object.optional("replyTo", mailbox)
        channel.repository = object.optional("repository", gitHubRepository)
        channel.isDraft = object.optional("draft", bool) ?? false
        channel.folder = object.optional("folder", folder)
        channel.timeout = object.optional("timeout", seconds) ?? MessageChannel.defaultTimeout
        check(object, kind)
        return channel
    }

    /// Refuses members that a kind of channel has no use for, and asks for those that it cannot do without.
    private func check(_ object: ObjectReader, _ kind: MessageChannel.Kind) {
        let needed: [String]
        let allowed: [String]
        switch kind {
        case .slack: (needed, allowed) = (["urlFrom"], [])
        case .webhook: (needed, allowed) = ([], ["url", "urlFrom", "secretFrom"])
        case .email: (needed, allowed) = (["from"], ["replyTo"])
        case .gitHubRelease: (needed, allowed) = (["repository", "tokenFrom"], ["url", "draft"])
        case .feed: (needed, allowed) = ([], [])
        case .file: (needed, allowed) = (["folder"], [])
        }
        for name in needed where object[name] == nil { report(.missingMember(name), at: object.node) }
        let common = ["key", "name", "type", "timeout", "metadata"]
        for member in object.members
        where MessageChannel.memberOrder.contains(member.name) && !(common + needed + allowed).contains(member.name) {
            report(.needlessMember(member.name, kind), at: member.nameRange.lowerBound)
        }
        if kind == .webhook, (object["url"] == nil) == (object["urlFrom"] == nil) {
            report(.oneAddress, at: object.node)
        }
    }

    /// `releases@example.com`, or `Releases <releases@example.com>`.
    private func mailbox(_ node: JSONNode) -> String? {
        guard let text = text(node) else { return nil }
        if MailAddress(text) != nil { return text }
        report(.invalidMailbox(text), at: node)
        return nil
    }

    private func gitHubRepository(_ node: JSONNode) -> String? {
        guard let text = text(node) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.utf8.allSatisfy { KeyRule.isKeyByte($0) }
        }
        if parts.count == 2, isPlain { return text }
        report(.invalidRepository(text), at: node)
        return nil
    }

    /// A folder of the repository that nothing else lives in.
    private func folder(_ node: JSONNode) -> String? {
        guard let text = text(node) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let taken = ["flags", "environments", "communications", "feedback", "hooks"]
        let isPlain = parts.allSatisfy { part in
            part.first.map { $0 != "." && $0 != "-" } ?? false && part.utf8.allSatisfy { KeyRule.isKeyByte($0) }
        }
        if isPlain, let first = parts.first, !taken.contains(first.lowercased()) { return text }
        report(.invalidFolder(text), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static func noFolder(_ address: String) -> Problem {
        Problem(
            "invalid-address", "'\(address)' is no address that pages can be appended to",
            hint: "write it as https://flags.example.com/")
    }

    fileprivate static func needlessMember(_ name: String, _ kind: MessageChannel.Kind) -> Problem {
        Problem("channel-form", "a channel of type '\(kind.rawValue)' has no '\(name)'", hint: "remove it")
    }

    fileprivate static var oneAddress: Problem {
        Problem(
            "channel-form", "a webhook has either 'url' or 'urlFrom'",
            hint: "write \"urlFrom\" with the name of an environment variable where the address is a secret")
    }

    fileprivate static func invalidMailbox(_ text: String) -> Problem {
        Problem("invalid-email", "'\(text)' is no sender", hint: "write it as 'Releases <releases@example.com>'")
    }

    fileprivate static func invalidRepository(_ text: String) -> Problem {
        Problem("invalid-repository", "'\(text)' is no repository of GitHub", hint: "write it as owner/name")
    }

    fileprivate static func invalidFolder(_ text: String) -> Problem {
        Problem(
            "invalid-folder", "'\(text)' is no folder for messages",
            hint: "name one of the repository's own, such as announcements or docs/announcements")
    }
}
