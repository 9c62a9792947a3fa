import TestSupport
import Testing

@testable import Git

@Suite struct IdentityTests {
    let now = Identity.Moment(time: 1_700_000_000, offset: -90)
    let none: [String: String?] = [
        "GIT_AUTHOR_NAME": nil, "GIT_AUTHOR_EMAIL": nil, "GIT_AUTHOR_DATE": nil, "GIT_COMMITTER_NAME": nil,
        "GIT_COMMITTER_EMAIL": nil, "GIT_COMMITTER_DATE": nil,
    ]

    @Test func `takes the environment before the settings`() async throws {
        let fixture = try await GitFixture()
        try await fixture.git("config", "user.name", "User")
        try await fixture.git("config", "user.email", "user@example.com")
        #expect(try fixture.open().author().text == "Ann Author <ann@example.com>")
        let plain = try fixture.open("", none)
        #expect(try plain.author(now: now).text == "User <user@example.com>")
        #expect(try plain.author(now: now).moment == now)
        try await fixture.git("config", "author.name", "Author")
        try await fixture.git("config", "committer.email", "committer@example.com")
        #expect(try fixture.open("", none).author(now: now).text == "Author <user@example.com>")
        #expect(try fixture.open("", none).committer(now: now).text == "User <committer@example.com>")
    }

    @Test func `reads the user's file of the given environment`() async throws {
        let fixture = try await GitFixture()
        try fixture.folder.write("[user]\n\tname = Home\n\temail = home@example.com\n", to: "home/.gitconfig")
        #expect(try fixture.open("", none).author(now: now).text == "Home <home@example.com>")
        try fixture.folder.write("[user]\n\tname = Xdg\n", to: "xdg/git/config")
        let mixed = try fixture.open("", none.merging(["XDG_CONFIG_HOME": fixture.folder.path("xdg")]) { $1 })
        #expect(try mixed.author(now: now).text == "Home <home@example.com>")
        try fixture.folder.write("[user]\n\tname = Other\n\temail = other@example.com\n", to: "other")
        let other = try fixture.open("", none.merging(["GIT_CONFIG_GLOBAL": fixture.folder.path("other")]) { $1 })
        #expect(try other.author(now: now).text == "Other <other@example.com>")
        let nothing = try fixture.open("", none.merging(["GIT_CONFIG_GLOBAL": ""]) { $1 })
        #expect(
            error { () throws(GitError) in try nothing.author(now: now) } == .noIdentity(role: "author", what: "name"))
    }

    @Test func `takes EMAIL last and never guesses`() async throws {
        let fixture = try await GitFixture()
        let lost = try fixture.open("", none)
        let found = error { () throws(GitError) in try lost.committer(now: now) }
        #expect(found == .noIdentity(role: "committer", what: "name"))
        #expect(found?.hint == "git config --global user.name 'Your Name'")
        try await fixture.git("config", "user.name", "User")
        let half = try fixture.open("", none)
        #expect(
            error { () throws(GitError) in try half.author(now: now) } == .noIdentity(role: "author", what: "email"))
        let whole = try fixture.open("", none.merging(["EMAIL": "mail@example.com"]) { $1 })
        #expect(try whole.author(now: now).text == "User <mail@example.com>")
    }

    @Test func `cleans names as git does`() async throws {
        let fixture = try await GitFixture()
        let changes: [String: String?] = [
            "GIT_AUTHOR_NAME": " .Ann <\"A\"> B,; ", "GIT_AUTHOR_EMAIL": "<ann@example.com>",
        ]
        let author = try fixture.open("", changes).author()
        let witness = try await run(
            "git", ["var", "GIT_AUTHOR_IDENT"], in: fixture.path,
            environment: fixture.environment.merging(changes.compactMapValues { $0 }) { $1 })
        #expect(witness.output == "\(author.text) \(author.time) +0100\n")
    }

    @Test(arguments: [
        "@1700000000 +0130", "1700000000 -0800", "2026-01-31T12:00:00+01:00", "2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00 +0530", "2024-02-29T23:59:59-0700", "Sat, 31 Jan 2026 12:00:00 +0100",
        "31 Jan 2026 12:00:00 -0330", "2026-01-31T12:00:00.123Z", "@0 +0000", "2026-01-31 12:00 +0000",
    ])
    func `reads a date as git does`(text: String) async throws {
        let fixture = try await GitFixture()
        let author = try fixture.open("", ["GIT_AUTHOR_DATE": text]).author()
        var variables = fixture.environment
        variables["GIT_AUTHOR_DATE"] = text
        let witness = try await run("git", ["var", "GIT_AUTHOR_IDENT"], in: fixture.path, environment: variables)
        let words = witness.output.split(whereSeparator: \.isWhitespace).suffix(2).map(String.init)
        let sign = author.offset < 0 ? "-" : "+"
        let (hours, minutes) = (abs(author.offset) / 60, abs(author.offset) % 60)
        let zone = sign + (hours < 10 ? "0" : "") + "\(hours)" + (minutes < 10 ? "0" : "") + "\(minutes)"
        #expect(words == ["\(author.time)", zone])
    }

    @Test(arguments: [
        "yesterday", "", " ", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-01-31T25:00:00Z", "12",
    ])
    func `refuses a date that it cannot read`(text: String) {
        #expect(Identity.Moment(gitDate: text) == nil)
    }

    @Test func `names the variable of a bad date`() async throws {
        let repository = try await GitFixture().open("", ["GIT_AUTHOR_DATE": "yesterday"])
        let found = error { () throws(GitError) in try repository.author() }
        #expect(found == .invalidDate(variable: "GIT_AUTHOR_DATE", value: "yesterday"))
    }

    @Test func `reads the clock when no time is given`() async throws {
        let fixture = try await GitFixture()
        #expect(
            try fixture.open("", none.merging(["GIT_AUTHOR_NAME": "A", "EMAIL": "a@b"]) { $1 }).author().time
                > 1_700_000_000)
    }
}
