import TestSupport
import Testing

/// docs/auditing.md: the very commands of the page, with git and ssh-keygen alone.
@Suite("auditing guide") struct AuditingGuideTests {
    /// The page's shell blocks, in order.
    private static func commands() throws -> [String] {
        try Project.text(of: "docs/auditing.md").split(separator: "```sh\n", omittingEmptySubsequences: false)
            .dropFirst()
            .compactMap { $0.split(separator: "\n```", omittingEmptySubsequences: false).first.map(String.init) }
    }

    @Test("the commands of the page repeat an approval")
    func repeats() async throws {
        let signed = try await SignedRepository()
        let branch = try await signed.propose()
        try await signed.shell("flagctl approve \(branch) --yes", as: "priya")
        try await signed.shell("flagctl land \(branch)", as: "ann")
        let blocks = try Self.commands()
        #expect(blocks.count == 5)
        try await signed.shell("rm \(signed.folder.path("bin/flagctl"))", as: "ann")
        let script = "set -eu\nSTEP=main\n" + blocks.joined(separator: "\n")
        let result = try await signed.tryShell(script, as: "ann")
        #expect(result.status == 0, "\(result.error)")
        let lines = result.output.split(separator: "\n").map(String.init)
        #expect(lines.contains { $0.hasPrefix("Good \"approval@flagctl\" signature for priya ") }, "\(result.output)")
        for side in ["before", "after"] {
            let digest = try #require(lines.first { $0.hasPrefix("\(side): ") }).dropFirst(side.count + 2)
            #expect(digest.count == 64)
            #expect(lines.contains { $0.contains("\"\(side)\": \"\(digest)\"") }, "\(side) \(result.output)")
        }
        let genesis = try await signed.shell("git rev-list --max-parents=0 main", as: "ann")
        #expect(lines.contains(genesis))
        #expect(lines.contains { $0.contains("\"genesis\": \"\(genesis)\"") })
        #expect(lines.contains { $0.contains("\"scopeHead\": \"\(genesis)\"") })
    }

    @Test("every test that the table of attacks names is there")
    func table() throws {
        // What is said of messages names suites of other rooms.
        let page = try Project.text(of: "docs/security.md").split(separator: "\n")
        let rows = page.prefix { !$0.hasPrefix("## Messages") }.filter { $0.hasPrefix("| ") }.dropFirst()
        #expect(rows.count > 40)
        for row in rows {
            let cells = row.split(separator: "|").map { $0.drop { $0 == " " } }
            let parts = try #require(cells.last).split(separator: ":", maxSplits: 1)
            let file = "Tests/GovernanceTests/Attacks/\(parts[0]).swift"
            var name = parts[1].drop { $0 == " " }
            while name.last == " " { name.removeLast() }
            #expect(try Project.text(of: file).contains("\"\(name)\""), "\(file): \(name)")
        }
    }
}
