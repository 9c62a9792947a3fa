import Foundation
import TestSupport
import Testing

/// The hook of this repository in a bare repository, over a real push.
@Suite("pre-receive") struct PreReceiveTests {
    let signed: SignedRepository
    let server: String

    init() async throws {
        signed = try await SignedRepository()
        server = signed.folder.path("server.git")
        try await signed.shell("git clone --quiet --bare . \(server) && git remote add origin \(server)", as: "ann")
        try await signed.shell(
            "cp '\(Project.path("hooks/pre-receive"))' \(server)/hooks/ && chmod +x \(server)/hooks/pre-receive",
            as: "ann")
    }

    /// All that a refused push must leave alone.
    private func fingerprint() async throws -> String {
        try await signed.shell("git for-each-ref && find . -type f | sort | grep -v '^./hooks'", as: "ann", in: server)
    }

    private func pushRefused(_ what: String, _ code: String) async throws {
        let before = try await fingerprint()
        let result = try await signed.tryShell("git push --quiet \(what)", as: "ann")
        #expect(result.status != 0, "\(what)")
        #expect(result.error.contains(code), "\(result.error)")
        #expect(try await fingerprint() == before, "\(what)")
    }

    @Test("lets through what is approved, and every other branch")
    func allows() async throws {
        let branch = try await signed.propose()
        try await signed.shell("git push --quiet origin \(branch)", as: "ann")
        try await signed.shell("flagctl approve \(branch) --yes", as: "priya")
        try await signed.shell("flagctl land \(branch)", as: "ann")
        try await signed.shell("git push --quiet origin main", as: "ann")
        #expect(try await signed.shell("git rev-list --count main", as: "ann", in: server) == "2")
        #expect(try await signed.shell("flagctl verify", as: "ann", in: server).contains("verified: 1 step"))
    }

    @Test("refuses what is not, a rewritten history, and a deletion; nothing is written")
    func refuses() async throws {
        let raise =
            "sed -i.bak 's/\"enabled\": false/\"enabled\": true/' environments/production/flags/CSF.json "
            + "&& rm environments/production/flags/*.bak && git commit --quiet --all --message 'By hand'"
        try await signed.shell(raise, as: "ann")
        try await pushRefused("origin main", "approval-missing")
        try await signed.shell(
            "git reset --quiet --hard HEAD^ && git commit --quiet --amend --message 'Other'", as: "ann")
        try await pushRefused("--force origin main", "history-rewritten")
        try await pushRefused("origin :main", "the protected branch is not deleted")
        try await signed.shell("git -C \(server) config receive.denyDeleteCurrent false", as: "ann")
        try await pushRefused("origin :main", "the protected branch is not deleted")
    }

    @Test("a server without flagctl refuses every push")
    func missing() async throws {
        let branch = try await signed.propose()
        let result = try await signed.tryShell(
            "git push --quiet origin \(branch)", as: "ann",
            with: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"])
        #expect(result.status != 0)
        #expect(result.error.contains("flagctl is not on the server's PATH"))
    }
}
