import FlagModel
import FlagRepository
import Git
import TestSupport
import Testing

@testable import Governance

extension Governed {
    /// A repository that takes the word of a forge, whose workflow has the key `robot`; and the commit to verify from.
    static func withForge(
        evidence: String = "forge", listsForge: Bool = true, forgeKey: String = "robot"
    ) async throws -> (Governed, String) {
        let governed = try await Governed(keys: ["ann", "priya", "mike", "robot"])
        let policy = Governed.production(approvals.replacing("\"signed\"", with: "\"\(evidence)\""))
        var files: [String: String?] = ["environments/production/environment.json": policy]
        if listsForge { files[".flagctl/people.json"] = try governed.peopleWithForge(key: forgeKey) }
        return (governed, try await governed.fixture.commit(files, "Take a forge's word"))
    }

    /// The people with a forge.
    func peopleWithForge(key: String = "robot") throws -> String {
        let keys = try ["ann", "priya", "mike"].map { ($0, try publicKey($0)) }
        let people = Governed.people { name in keys.filter { $0.0 == name }.map(\.1) }
        let forge = "{ \"key\": \"github\", \"keys\": [\"\(try publicKey(key))\"] }"
        return people.replacing("\"groups\": []", with: "\"groups\": [],\n  \"forges\": [\(forge)]")
    }

    /// Files what the forge says of somebody's review of a commit, and commits that.
    func attest(
        _ commit: String, person: String = "priya", key name: String = "robot",
        _ alter: (Statement) -> Statement = { $0 }
    ) async throws {
        let id = try #require(ObjectID(hex: commit))
        let parent = try #require(ObjectID(hex: try await fixture.head(commit + "^")))
        let repository = try repository()
        let proposed = try ProposedChange(repository, base: parent, result: repository.git.commit(id).tree)
        let said = proposed.statement(
            forge: id, reviewedBy: key(person), reason: "review 80", time: .moment("2026-01-02T08:30:00Z"))
        try await file(alter(said), key: name)
        try await fixture.commit([:], "Attest", at: "2026-01-02T10:00:00Z")
    }
}
