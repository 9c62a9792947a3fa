import Documents
import FlagModel
import Testing

@Suite struct ChannelsDecodingTests {
    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: ".flagctl/channels.json", expecting: expected, sourceLocation: line) {
            Channels.decode($0, at: $1, into: &$2)
        }
    }

    private func expect(
        _ expected: [String], channels: String, at line: SourceLocation = #_sourceLocation
    ) throws {
        try expect(expected, "{ \"channels\": [\(channels)] }", at: line)
    }

    @Test("decodes every kind of channel")
    func example() throws {
        let text = """
            { "$schema": "schemas/channels.schema.json", "site": "https://flags.example.com", "x-note": 1, "metadata": {},
              "channels": [
                { "key": "live", "type": "slack", "name": "#deployment-live", "urlFrom": "SLACK_URL", "timeout": "PT5S" },
                { "key": "pager", "type": "webhook", "url": "https://pager.example.com/", "secretFrom": "PAGER_SECRET" },
                { "key": "hidden", "type": "webhook", "urlFrom": "_HOOK2", "metadata": {}, "x-note": 1 },
                { "key": "email", "type": "email", "from": "Releases <releases@example.com>", "replyTo": "po@example.com" },
                { "key": "github", "type": "github-release", "repository": "acme/app.js", "tokenFrom": "GITHUB_TOKEN",
                  "url": "https://ghe.example.com/api/v3", "draft": true },
                { "key": "in-app", "type": "feed" },
                { "key": "news", "type": "file", "folder": "docs/announcements" }] }
            """
        let channels = try #require(
            try decoded(text, at: ".flagctl/channels.json") { Channels.decode($0, at: $1, into: &$2) })
        #expect(channels.site == "https://flags.example.com/")
        let all = channels.channels
        #expect(all.map(\.kind) == [.slack, .webhook, .webhook, .email, .gitHubRelease, .feed, .file])
        #expect(all.map(\.title) == ["#deployment-live", "pager", "hidden", "email", "github", "in-app", "news"])
        #expect(all.map(\.isInRepository) == [false, false, false, false, false, true, true])
        #expect(all.map(\.timeout) == [5, 10, 10, 10, 10, 10, 10])
        #expect(all.map(\.urlVariable) == ["SLACK_URL", nil, "_HOOK2", nil, nil, nil, nil])
        #expect(all[1].url == "https://pager.example.com/")
        #expect(all[1].secretVariable == "PAGER_SECRET")
        #expect(all[3].from == "Releases <releases@example.com>")
        #expect(all[3].replyTo == "po@example.com")
        #expect(all[4].repository == "acme/app.js")
        #expect(all[4].tokenVariable == "GITHUB_TOKEN")
        #expect(all[4].url == "https://ghe.example.com/api/v3")
        #expect(all.map(\.isDraft) == [false, false, false, false, true, false, false])
        #expect(all[6].folder == "docs/announcements")
        #expect(channels.channel(try #require(ChannelKey("pager"))) == all[1])
        #expect(channels.channel(try #require(ChannelKey("page"))) == nil)
    }

    @Test("members are known, and those that must be there are")
    func members() throws {
        try expect(
            [
                "1️⃣ member 'channels' is missing [missing-member]",
                "2️⃣ the channels has no member 'chanels' [unknown-member] — did you mean 'channels'?",
                "3️⃣ 'flags.example.com' is no address of the web [invalid-address] — write it as https://example.com/docs",
            ], #"1️⃣{ 2️⃣"chanels": [], "site": 3️⃣"flags.example.com" }"#)
        try expect(["1️⃣ expected the channels as an object, found a list [wrong-type]"], "1️⃣[]")
        try expect(
            [
                "1️⃣ member 'type' is missing [missing-member]",
                "2️⃣ there is no type of channel 'mail' [unknown-value] — did you mean 'email'?",
                "3️⃣ a channel has no member 'uri' [unknown-member] — did you mean 'url'?",
                "4️⃣ 'a' is in the list twice [duplicate-entry]",
                "5️⃣ 'a b' is no channel key: a key has only the letters A-Z and a-z, digits, '.', '_' and '-' [invalid-key]",
                "6️⃣ 'PT0S' is no time at all [number-range]", "7️⃣ the text is empty [empty-text]",
                "8️⃣ expected true or false, found a string [wrong-type]",
            ],
            channels: """
                1️⃣{ "key": "x" }, { "key": "y", "type": 2️⃣"mail" }, { "key": "a", "type": "feed", 3️⃣"uri": "" },
                4️⃣{ "key": "a", "type": "feed" }, { "key": 5️⃣"a b", "type": "feed" },
                { "key": "b", "type": "feed", "timeout": 6️⃣"PT0S", "name": 7️⃣" " },
                { "key": "c", "type": "github-release", "repository": "a/b", "tokenFrom": "T", "draft": 8️⃣"yes" }
                """)
    }

    @Test("the site's address has nothing behind its path, because pages are appended to it")
    func site() throws {
        for address in ["https://flags.example.com/?a", "https://flags.example.com/#top"] {
            try expect(
                [
                    "1️⃣ '\(address)' is no address that pages can be appended to [invalid-address]"
                        + " — write it as https://flags.example.com/"
                ], "{ \"site\": 1️⃣\"\(address)\", \"channels\": [] }")
        }
    }

    @Test("a kind has the members that it needs, and no others")
    func kinds() throws {
        try expect(
            [
                "1️⃣ member 'urlFrom' is missing [missing-member]",
                "2️⃣ a channel of type 'slack' has no 'url' [channel-form] — remove it",
                "3️⃣ member 'from' is missing [missing-member]",
                "4️⃣ member 'repository' is missing [missing-member]", "4️⃣ member 'tokenFrom' is missing [missing-member]",
                "5️⃣ member 'folder' is missing [missing-member]",
                "6️⃣ a channel of type 'feed' has no 'folder' [channel-form]",
                "7️⃣ a channel of type 'email' has no 'secretFrom' [channel-form]",
                "8️⃣ a channel of type 'file' has no 'draft' [channel-form]",
            ],
            channels: """
                1️⃣{ "key": "a", "type": "slack", 2️⃣"url": "https://hooks.example.com" },
                3️⃣{ "key": "b", "type": "email" }, 4️⃣{ "key": "c", "type": "github-release" },
                5️⃣{ "key": "d", "type": "file" }, { "key": "e", "type": "feed", 6️⃣"folder": "a" },
                { "key": "f", "type": "email", "from": "a@example.com", 7️⃣"secretFrom": "S" },
                { "key": "g", "type": "file", "folder": "news", 8️⃣"draft": false }
                """)
    }

    @Test("a webhook has one address, in words or by a variable")
    func webhooks() throws {
        try expect(
            [
                "1️⃣ a webhook has either 'url' or 'urlFrom' [channel-form]"
                    + " — write \"urlFrom\" with the name of an environment variable where the address is a secret",
                "2️⃣ a webhook has either 'url' or 'urlFrom' [channel-form]",
            ],
            channels: """
                1️⃣{ "key": "a", "type": "webhook" },
                2️⃣{ "key": "b", "type": "webhook", "url": "https://example.com", "urlFrom": "URL" }
                """)
    }

    @Test(
        "secrets are named, never written: an environment variable's name is one",
        arguments: ["https://hooks.slack.com/services/T0/B0/x", "1U", "A-B", "A B", "$URL", "Ü", "A.B"])
    func variables(_ name: String) throws {
        let finding =
            "1️⃣ this is no name of an environment variable [invalid-variable]"
            + " — write the variable's name, such as PROMETHEUS_TOKEN, never the secret itself"
        try expect([finding], channels: "{ \"key\": \"a\", \"type\": \"slack\", \"urlFrom\": 1️⃣\"\(name)\" }")
    }

    @Test(
        "a sender is an address, with a name where it has one",
        arguments: [
            "releases", "@example.com", "a@", "a@b@c", "<a@example.com>", "Releases <a@example.com", "Releases <>",
            "Releases a@example.com", "a@example.com, b@example.com", "-oQ/tmp@example.com", "Rel <-f@example.com>",
            #"\"Releases\" <a@example.com>"#, #"a@example.com\nBcc: b@example.com"#,
            #"Releases\nBcc: x <a@example.com>"#, "ä@example.com", "A <b@c> <d@example.com>", "a@exa mple.com",
        ])
    func senders(_ text: String) throws {
        let plain = text.replacing(#"\n"#, with: "\n").replacing(#"\""#, with: "\"")
        try expect(
            ["1️⃣ '\(plain)' is no sender [invalid-email] — write it as 'Releases <releases@example.com>'"],
            channels: "{ \"key\": \"a\", \"type\": \"email\", \"from\": 1️⃣\"\(text)\" }")
    }

    @Test("answers go to an address as well")
    func replyTo() throws {
        try expect(
            ["1️⃣ 'nobody' is no sender [invalid-email]"],
            channels: #"{ "key": "a", "type": "email", "from": "Ä Ö <a@example.com>", "replyTo": 1️⃣"nobody" }"#)
    }

    @Test(
        "a repository of GitHub is owner/name",
        arguments: [
            "app", "acme/app/x", "acme/", "/app", "acme/..", "./app", "acme/a b", "https://github.com/acme/app",
        ])
    func repositories(_ text: String) throws {
        try expect(
            ["1️⃣ '\(text)' is no repository of GitHub [invalid-repository] — write it as owner/name"],
            channels: """
                { "key": "a", "type": "github-release", "tokenFrom": "T", "repository": 1️⃣"\(text)" }
                """)
    }

    @Test(
        "a folder is one of the repository's own",
        arguments: [
            "/etc", "../x", "a/../b", "a//b", "a/", ".git", "a/.git", "-x", "flags", "Flags/x", "environments/dev",
            "communications", "feedback/x", "hooks", ".flagctl/x", "a b",
        ])
    func folders(_ text: String) throws {
        try expect(
            [
                "1️⃣ '\(text)' is no folder for messages [invalid-folder]"
                    + " — name one of the repository's own, such as announcements or docs/announcements"
            ], channels: "{ \"key\": \"a\", \"type\": \"file\", \"folder\": 1️⃣\"\(text)\" }")
    }
}
