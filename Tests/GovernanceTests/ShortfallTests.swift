import Evaluation
import FlagModel
import Governance
import Testing

@Suite("PolicyDecision.Shortfall")
struct ShortfallTests {
    @Test("says whose policy asks for how many of which roles")
    func demand() throws {
        let shortfall = try #require(try shortfall(.two, approvers: ["maya"]))
        #expect(shortfall.environment == key("production"))
        #expect(shortfall.required == 2)
        #expect(shortfall.counted == 1)
        #expect(shortfall.roles == ["product-owner"])
    }

    @Test("names each approver who does not count, and why")
    func rejections() throws {
        let shortfall = try #require(
            try shortfall(
                .two, author: "maya@example.com", approvers: ["maya", "sam", "Eve <eve@example.com>", "noel"]))
        #expect(
            shortfall.rejected.map { "\($0.approver) \($0.why)" } == [
                "Maya R <maya@example.com> is the author, who does not count",
                "Sam T <sam@example.com> has none of the roles product-owner",
                "Eve <eve@example.com> is not in .flagctl/people.json",
                "Noel Q <> has no e-mail in .flagctl/people.json",
            ])
        #expect(shortfall.counted == 0)
    }

    @Test("names all roles that were asked for")
    func roles() throws {
        let policy = Policy(approvals: Approvals(required: 1, roles: ["product-owner", "security"]))
        let shortfall = try #require(try shortfall(policy, author: "eve@example.com", approvers: ["sam"]))
        #expect(shortfall.rejected.map(\.why) == ["has none of the roles product-owner, security"])
        #expect(shortfall.roles == ["product-owner", "security"])
    }

    @Test("offers those who could approve: with a role and an address, without the author")
    func candidates() throws {
        #expect(try candidates(.one) == ["priya", "maya"])
        #expect(try candidates(.one, author: "priya@home.example") == ["maya"])
        #expect(try candidates(.anybody, author: "maya@example.com") == ["priya", "sam"])
    }

    @Test("offers the author where the policy lets them approve")
    func authorAsCandidate() throws {
        #expect(try candidates(.selfApproved, author: "MAYA@example.com") == ["priya", "maya"])
    }

    @Test("offers nobody who has approved already")
    func remainingCandidates() throws {
        #expect(try candidates(.two, approvers: ["priya"]) == ["maya"])
        #expect(try candidates(.two, approvers: ["P <priya@home.example>"]) == ["maya"])
    }

    @Test("offers nobody where the repository knows no people")
    func noPeople() throws {
        let shortfall = try #require(try shortfall(.one, people: nil))
        #expect(shortfall.candidates.isEmpty)
    }

    @Test("names an approval that is too old, and one that is no signature")
    func agesAndClaims() throws {
        let old = try #require(
            try shortfall(.one.valid(for: "P14D"), approvers: ["maya"], at: .moment("2026-01-01T00:00:00Z")))
        #expect(old.rejected.map(\.why) == ["approved on 2026-01-01T00:00:00Z, and approvals hold for P14D"])
        let claimed = try #require(try shortfall(.signed, author: "eve@example.com", approvers: ["maya", "sam"]))
        #expect(
            claimed.rejected.map(\.why) == [
                "is only said to have approved, and a signature is asked for", "has none of the roles product-owner",
            ])
        #expect(claimed.evidence == .signed && claimed.counted == 0)
        #expect(claimed.candidates.map(\.key.text) == ["priya", "maya"])
        #expect(claimed.keyless.map(\.key.text) == ["priya"], "Maya has a key")
    }

    @Test("everybody who wrote a part of a change is an author of it")
    func severalAuthors() throws {
        let question = PolicyQuestion(
            environment: FlagEnvironment(key: key("production"), name: "Production", order: 3, policy: .one),
            classification: .raising, authorEmails: ["sam@example.com", "MAYA@example.com"],
            approvals: [GivenApproval(try Approver("maya", people: .team))], people: .team, now: .ordinary)
        guard case .approvalNeeded(let shortfall) = question.decision() else { return #expect(Bool(false)) }
        #expect(shortfall.rejected.map(\.why) == ["is the author, who does not count"])
        #expect(shortfall.candidates.map(\.key.text) == ["priya"])
    }

    private func candidates(
        _ policy: Policy, author: String = "sam@example.com", approvers: [String] = []
    ) throws -> [String]? {
        try shortfall(policy, author: author, approvers: approvers)?.candidates.map(\.key.text)
    }

    private func shortfall(
        _ policy: Policy, author: String = "sam@example.com", approvers: [String] = [], people: People? = .team,
        at time: Timestamp? = nil
    ) throws -> PolicyDecision.Shortfall? {
        let question = PolicyQuestion(
            environment: FlagEnvironment(key: key("production"), name: "Production", order: 3, policy: policy),
            classification: .raising, authorEmails: [author],
            approvals: try approvers.map { GivenApproval(try Approver($0, people: people), at: time) }, people: people,
            now: .ordinary)
        guard case .approvalNeeded(let shortfall) = question.decision() else { return nil }
        return shortfall
    }
}
