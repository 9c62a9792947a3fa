import TestSupport
import Testing

/// From a merged pull request to a verified commit, with payloads as GitHub gives them.
@Suite("attest-forge") struct AttestForgeTests {
    /// A repository that takes GitHub's word, with Ann's change merged by Mike as the forge does; and its root.
    private func merged(_ how: String = "git merge --quiet --no-ff") async throws -> (SignedRepository, String) {
        let signed = try await SignedRepository()
        try await signed.shell("ssh-keygen -q -t ed25519 -N '' -C robot -f ../home/robot", as: "ann")
        let robot = try await signed.shell("cat ../home/robot.pub", as: "ann")
        let people = try signed.folder.read("repository/.flagctl/people.json")
            .replacing("\"name\": \"Priya\",", with: "\"name\": \"Priya\",\n\(Self.account(3, "priya-n"))")
            .replacing("\"name\": \"Ann\",", with: "\"name\": \"Ann\",\n\(Self.account(1, "ann"))")
            .replacing(
                "\"groups\": []",
                with: "\"groups\": [],\n  \"forges\": [{ \"key\": \"github\", \"keys\": [\"\(robot)\"] }]")
        try signed.folder.write(people, to: "repository/.flagctl/people.json")
        try await signed.shell(
            "sed -i.bak 's/\"signed\"/\"forge\"/' environments/production/environment.json "
                + "&& rm environments/production/*.bak && flagctl validate && git commit --quiet --all --message 'Forge'",
            as: "ann")
        let root = try await signed.shell("git rev-parse HEAD", as: "ann")
        let branch = try await signed.propose()
        let head = try await signed.shell("git rev-parse \(branch)", as: "ann")
        try await signed.shell(
            how.contains("squash") ? "\(how) \(branch) && git commit --quiet --message 'Squashed'" : "\(how) \(branch)",
            as: "mike")
        let commit = try await signed.shell("git rev-parse HEAD", as: "ann")
        try signed.folder.write(Self.event(head: head, merge: commit), to: "repository/.git/event.json")
        try signed.folder.write(
            "[\(Self.review(80, "priya-n", 3, head)), \(Self.review(81, "ann", 1, head))]",
            to: "repository/.git/reviews.json")
        return (signed, root)
    }

    private static func account(_ id: Int, _ login: String) -> String {
        "      \"accounts\": [{ \"forge\": \"github\", \"id\": \(id), \"login\": \"\(login)\" }],"
    }

    private static func user(_ login: String, _ id: Int) -> String {
        "{ \"login\": \"\(login)\", \"id\": \(id), \"type\": \"User\", \"site_admin\": false }"
    }

    private static func event(head: String, merge: String, base: String = "main") -> String {
        """
        { "action": "closed", "number": 42,
          "pull_request": {
            "number": 42, "state": "closed", "merged": true, "user": \(user("ann", 1)), "commits": 1,
            "merge_commit_sha": "\(merge)", "merged_by": \(user("mike", 2)),
            "head": { "ref": "csf", "sha": "\(head)" }, "base": { "ref": "\(base)" } },
          "repository": { "id": 7, "full_name": "example/flags" }, "sender": \(user("mike", 2)) }
        """
    }

    private static func review(_ id: Int, _ login: String, _ number: Int, _ commit: String) -> String {
        """
        { "id": \(id), "user": \(user(login, number)), "body": "", "state": "APPROVED",
          "submitted_at": "2026-01-02T08:00:00Z", "commit_id": "\(commit)" }
        """
    }

    private static let attest =
        "flagctl attest-forge --event .git/event.json --reviews .git/reviews.json --key ../home/robot"

    @Test("a reviewed merge is attested, verified and shown as what it is; a second run changes nothing")
    func attests() async throws {
        for how in ["git merge --quiet --no-ff", "git merge --quiet --squash"] {
            let (signed, root) = try await merged(how)
            #expect(try await signed.tryShell("flagctl verify --root \(root)", as: "ann").status == 1)
            let said = try await signed.shell(Self.attest, as: "mike")
            #expect(said.contains("priya (priya-n) approved on 2026-01-02T08:00:00Z"), "\(said)")
            #expect(said.contains("not counted ann opened the pull request"), "\(said)")
            #expect(said.contains("attested by github: committed "), "\(said)")
            let verified = try await signed.shell("flagctl verify --root \(root)", as: "ann")
            #expect(verified.contains("environments/production  approved  forge  priya"), "\(verified)")
            #expect(verified.contains("verified: 2 steps"), "\(verified)")
            let log = try await signed.shell("flagctl log --limit 1", as: "ann")
            #expect(log.contains("approved by Priya <priya@example.com> (forge)"), "\(log)")
            let head = try await signed.shell("git rev-parse HEAD", as: "ann")
            let again = try await signed.shell(Self.attest + " --format json", as: "mike")
            #expect(again.contains("\"commit\": null") && again.contains("\"person\": \"priya\""), "\(again)")
            #expect(try await signed.shell("git rev-parse HEAD", as: "ann") == head)
        }
    }

    @Test("people's keys, other branches, pushes, and payloads that are none are refused")
    func refuses() async throws {
        let (signed, _) = try await merged()
        func refusal(_ line: String) async throws -> String {
            let result = try await signed.tryShell(line, as: "mike")
            #expect(result.status == 1, "\(line): \(result.output)")
            return result.error
        }
        let head = try await signed.shell("git rev-parse HEAD", as: "ann")
        let own = try await refusal(Self.attest.replacing("home/robot", with: "home/priya"))
        #expect(own.contains("key-of-no-forge"), "\(own)")
        #expect(try await refusal(Self.attest + " --forge gitlab").contains("there is no forge 'gitlab'"))
        let event = try signed.folder.read("repository/.git/event.json")
        let changes = [
            ("\"merged\": true", "\"merged\": false", "is no merged pull request"),
            ("\"ref\": \"main\"", "\"ref\": \"other\"", "merged into 'other', not 'main'"),
            ("\"commits\": 1", "\"commits\": 2", "has 2 commits, and 1 of them are given"),
            ("\"number\": 42", "\"number\": 42,", "event.json:1:"),
        ]
        for (old, new, message) in changes {
            try signed.folder.write(event.replacing(old, with: new), to: "repository/.git/event.json")
            let error = try await refusal(Self.attest)
            #expect(error.contains(message), "\(error)")
        }
        #expect(try await signed.shell("git rev-parse HEAD", as: "ann") == head)
    }
}
