import Evaluation
import FlagModel
import FlagRepository
import Foundation
import Git
import TestSupport
import Testing

@testable import Governance

/// The policy decision that edits are allowed by, and the verifier of the commits that they make.
@Suite struct ClaimAgreementTests {
    /// A policy, people, an author and who is said to have approved, all by chance.
    private struct Round {
        var random: SplitMix64
        private static let addresses = [
            "ann@example.com", "priya@example.com", "priya@home.example", "mike@example.com", "noor@example.com",
        ]
        private static let strangers = ["eve@example.com", "Eve@Example.com", "mallory@example.com", "nobody"]

        mutating func people() -> String {
            let all = [
                ("ann", ["ann@example.com"]), ("priya", ["priya@example.com", "priya@home.example"]),
                ("mike", ["mike@example.com"]), ("noor", []), ("lee", ["lee@example.com"]),
            ]
            let lines = all.filter { _ in random.chance(60) }.map { key, emails in
                let emails = emails.map { "\"\($0)\"" }.joined(separator: ", ")
                let roles = random.chance(50) ? "\"product-owner\"" : ""
                return
                    "    { \"key\": \"\(key)\", \"name\": \"\(key)\", \"emails\": [\(emails)], \"roles\": [\(roles)] }"
            }
            return "{\n  \"people\": [\n\(lines.joined(separator: ",\n"))\n  ],\n  \"groups\": []\n}\n"
        }

        mutating func production() -> String {
            let roles = random.chance(40) ? "\"product-owner\"" : ""
            let evidence = random.chance(15) ? "signed" : "claimed"
            let approvals = """
                "approvals": { "required": \(random.upTo(3)), "roles": [\(roles)], "evidence": "\(evidence)",
                      "selfApproval": \(random.chance(30)) }
                """
            let freeze = random.chance(15) ? "2026-01-02" : "2026-02-02"
            return Governed.production(
                approvals,
                more: """
                    "lowering": { "required": \(random.chance(70) ? 0 : random.upTo(3)) },
                        "freezes": [{ "from": "\(freeze)T00:00:00Z", "to": "2026-03-01T00:00:00Z", "reason": "By chance" }]
                    """)
        }

        mutating func author() -> String { random.pick(Self.addresses + ["eve@example.com"]) }

        mutating func approvers() -> [String] {
            (0..<random.upTo(4)).map { number in
                let address = random.chance(70) ? random.pick(Self.addresses) : random.pick(Self.strangers)
                return "Name \(number) <\(random.chance(20) ? address.uppercased() : address)>"
            }
        }
    }

    @Test(arguments: 0..<4)
    func `an edit that the policy allows is no violation, and one that it refuses is`(_ seed: Int) async throws {
        let fixture = try await FlagFixture()
        var round = Round(random: SplitMix64(seed: 4000 + seed))
        var seen: Set<Bool> = []
        for number in 0..<12 {
            let isLowering = round.random.chance(25)
            let path = "environments/production/flags/CSF.json"
            try await fixture.commit([
                ".flagctl/people.json": round.people(), "environments/production/environment.json": round.production(),
                path: SampleFlags.state("CSF", enabled: isLowering, more: ",\n  \"salt\": \"round-\(number)\""),
            ])
            let repository = try FlagRepository(
                opening: GitLocation(path: fixture.path, environment: fixture.environment))
            let base = try repository.head()
            let people = try base.people()
            let author = round.author()
            let approvers = round.approvers()
            let given = try approvers.filter { !$0.lowercased().contains("nobody") }.map {
                GivenApproval(try Approver($0, people: people))
            }
            let environment = try #require(try base.environment(key("production")))
            let decision = PolicyQuestion(
                environment: environment, classification: isLowering ? .lowering : .raising, authorEmails: [author],
                approvals: given, people: people, now: .moment("2026-01-02T09:00:00Z")
            ).decision()
            let trailers = approvers.map { "Approved-by: \($0)\n" }.joined()
            try await fixture.commit(
                [path: SampleFlags.state("CSF", enabled: !isLowering, more: ",\n  \"salt\": \"round-\(number)\"")],
                "Edit\n\nBy chance.\n\nOperation: edit\n\(trailers)", by: "Author <\(author)>")
            let location = GitLocation(path: fixture.path, environment: fixture.environment)
            let request = Verifier.Request(
                tip: try repository.headCommit(), root: try repository.git.commitID(of: "HEAD~1"),
                now: .moment("2026-01-02T12:00:00Z"), keepsResults: false)
            let found = try await Verifier(repository, request, location: location).run()
            let isAllowed = if case .allowed = decision { true } else { false }
            #expect(
                found.violations.isEmpty == isAllowed,
                "round \(number) by \(author), \(approvers): \(decision)\n\(found.story)")
            seen.insert(isAllowed)
        }
        #expect(seen == [true, false], "both happen")
    }
}
