import Evaluation
import FlagModel
import Governance
import Testing

@Suite("PolicyDecision")
struct PolicyDecisionTests {
    /// A change by Sam, unless said otherwise, and what the policy says of it.
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        var policy: Policy?
        var change = Classification.raising
        var author = "sam@example.com"
        var approvers: [String] = []
        /// When they approved; with the change where nothing is said.
        var at: Timestamp?
        var people: People? = .team
        var now = Timestamp.ordinary
        let expected: String

        var testDescription: String { what }
    }

    @Test("decides", arguments: without + approvals + strangers + ages + lowering + freezes + signatures)
    func decides(_ example: Case) throws {
        let decision = try decide(example)
        #expect(summary(decision) == example.expected)
    }

    static let without = [
        Case(what: "nothing is asked without a policy", expected: "allowed"),
        Case(what: "nothing is asked without approvals in the policy", policy: Policy(), expected: "allowed"),
        Case(
            what: "nothing is asked where none is required",
            policy: Policy(approvals: Approvals(required: 0, evidence: .signed)), expected: "allowed"),
        Case(what: "neutral changes need nothing", policy: .two, change: .neutral, expected: "allowed"),
        Case(what: "neutral changes need no signature", policy: .signed, change: .neutral, expected: "allowed"),
    ]

    static let approvals = [
        Case(what: "raising needs an approval", policy: .one, expected: "0 of 1"),
        Case(what: "an approver with the role is enough", policy: .one, approvers: ["maya"], expected: "allowed"),
        Case(what: "the approver may have other roles too", policy: .one, approvers: ["priya"], expected: "allowed"),
        Case(what: "more than enough is enough", policy: .one, approvers: ["priya", "maya"], expected: "allowed"),
        Case(what: "one of two is too few", policy: .two, approvers: ["maya"], expected: "1 of 2"),
        Case(what: "two of two", policy: .two, approvers: ["maya", "priya"], expected: "allowed"),
        Case(
            what: "an approver without the role does not count", policy: .one, author: "maya@example.com",
            approvers: ["sam"], expected: "0 of 1"),
        Case(
            what: "one person given by key and by address counts once", policy: .two,
            approvers: ["priya", "Priya N <priya@home.example>"], expected: "1 of 2"),
        Case(
            what: "one person given twice counts once", policy: .two, approvers: ["maya", "maya"], expected: "1 of 2"),
        Case(
            what: "somebody unknown does not count where roles are asked for", policy: .one,
            approvers: ["Eve <eve@example.com>"], expected: "0 of 1"),
        Case(
            what: "the author does not count", policy: .one, author: "maya@example.com", approvers: ["maya"],
            expected: "0 of 1"),
        Case(
            what: "the author does not count, whatever the case of the address", policy: .one,
            author: "Maya@Example.COM", approvers: ["maya"], expected: "0 of 1"),
        Case(
            what: "the author does not count by another of their addresses", policy: .one,
            author: "priya@home.example", approvers: ["Priya N <priya@example.com>"], expected: "0 of 1"),
        Case(
            what: "the author does not count where no roles are asked for", policy: .anybody,
            author: "eve@example.com", approvers: ["Mallory <eve@example.com>"], expected: "0 of 1"),
        Case(
            what: "the author counts where the policy says so", policy: .selfApproved, author: "maya@example.com",
            approvers: ["maya"], expected: "allowed"),
        Case(
            what: "the author needs the role even where they count", policy: .selfApproved, approvers: ["sam"],
            expected: "0 of 1"),
        Case(
            what: "somebody without an address could be the author and does not count", policy: .one,
            author: "noel@example.com", approvers: ["noel"], expected: "0 of 1"),
    ]

    static let strangers = [
        Case(
            what: "somebody unknown does not count where no roles are asked for either", policy: .anybody,
            approvers: ["Eve <eve@example.com>"], expected: "0 of 1"),
        Case(
            what: "somebody unknown counts while the repository knows nobody but the author", policy: .anybody,
            approvers: ["Eve <eve@example.com>"], people: .alone, expected: "allowed"),
        Case(
            what: "somebody unknown counts while the repository knows nobody at all", policy: .anybody,
            approvers: ["Eve <eve@example.com>"], people: nil, expected: "allowed"),
        Case(
            what: "somebody unknown never counts for a role", policy: .one, approvers: ["Eve <eve@example.com>"],
            people: .alone, expected: "0 of 1"),
        Case(
            what: "somebody unknown never counts for a signature",
            policy: Policy(approvals: Approvals(required: 1, evidence: .signed)),
            approvers: ["Eve <eve@example.com>"], people: .alone, expected: "0 of 1 signed"),
        Case(
            what: "one unknown address in two spellings counts once",
            policy: Policy(approvals: Approvals(required: 2)),
            approvers: ["Eve <eve@example.com>", "Mallory <EVE@Example.com>"], people: .alone, expected: "1 of 2"),
    ]

    static let ages = [
        Case(
            what: "an approval holds to the last second", policy: .one.valid(for: "P14D"), approvers: ["maya"],
            at: .moment("2026-02-16T12:00:00Z"), expected: "allowed"),
        Case(
            what: "an approval holds no second longer", policy: .one.valid(for: "P14D"), approvers: ["maya"],
            at: .moment("2026-02-16T11:59:59Z"), expected: "0 of 1"),
        Case(
            what: "an approval given with the change is fresh", policy: .one.valid(for: "PT1S"), approvers: ["maya"],
            expected: "allowed"),
        Case(
            what: "an approval holds for good without a limit", policy: .one, approvers: ["maya"],
            at: .moment("2016-02-16T12:00:00Z"), expected: "allowed"),
    ]

    static let lowering = [
        Case(what: "lowering needs nothing by default", policy: .two, change: .lowering, expected: "allowed"),
        Case(
            what: "lowering needs nothing where none is required", policy: .two.lowering(0), change: .lowering,
            expected: "allowed"),
        Case(what: "lowering needs no signature", policy: .signed, change: .lowering, expected: "allowed"),
        Case(
            what: "lowering passes a freeze", policy: .one.frozen, change: .lowering, now: .inFreeze,
            expected: "allowed"),
        Case(
            what: "lowering needs approvals where the policy says so", policy: .two.lowering(1), change: .lowering,
            expected: "0 of 1"),
        Case(
            what: "lowering is approved by the same roles", policy: .two.lowering(1), change: .lowering,
            approvers: ["sam"], expected: "0 of 1"),
        Case(
            what: "lowering is approved by one where raising takes two", policy: .two.lowering(1), change: .lowering,
            approvers: ["maya"], expected: "allowed"),
        Case(
            what: "lowering is approved by anybody else without roles",
            policy: Policy(lowering: Lowering(required: 1)), change: .lowering, approvers: ["maya"],
            expected: "allowed"),
        Case(
            what: "lowering is to be looked at in time, where the policy says so", policy: .one.reviewed("P1D"),
            change: .lowering, expected: "allowed, production 2026-03-03T12:00:00Z"),
        Case(
            what: "lowering is to be looked at though some approved", policy: .one.reviewed("PT36H"), change: .lowering,
            approvers: ["maya"], expected: "allowed, production 2026-03-04T00:00:00Z"),
        Case(
            what: "raising is not looked at afterwards: it was before", policy: .one.reviewed("P1D"),
            approvers: ["maya"], expected: "allowed"),
        Case(
            what: "neutral changes are not looked at", policy: .one.reviewed("P1D"), change: .neutral,
            expected: "allowed"),
    ]

    static let freezes = [
        Case(
            what: "a freeze stops raising, approved or not", policy: .one.frozen, approvers: ["maya"], now: .inFreeze,
            expected: "frozen: Year end"),
        Case(
            what: "a freeze needs no approvals to hold", policy: Policy().frozen, now: .inFreeze,
            expected: "frozen: Year end"),
        Case(
            what: "a freeze holds from its first moment", policy: Policy().frozen, now: .moment("2026-12-19T00:00:00Z"),
            expected: "frozen: Year end"),
        Case(
            what: "a freeze holds until its end, in any offset", policy: Policy().frozen,
            now: .moment("2027-01-02T00:59:59.999+01:00"), expected: "frozen: Year end"),
        Case(
            what: "a freeze is over at its end", policy: Policy().frozen, now: .moment("2027-01-02T00:00:00Z"),
            expected: "allowed"),
        Case(
            what: "a freeze has not begun before its start", policy: Policy().frozen,
            now: .moment("2026-12-18T23:59:59.999Z"), expected: "allowed"),
        Case(
            what: "neutral changes pass a freeze", policy: .one.frozen, change: .neutral, now: .inFreeze,
            expected: "allowed"),
    ]

    static let signatures = [
        Case(
            what: "claimed approvals are no signatures", policy: .signed, approvers: ["maya", "priya"],
            expected: "0 of 1 signed"),
        Case(
            what: "claimed approvals are no signatures for lowering either", policy: .signed.lowering(1),
            change: .lowering, approvers: ["maya"], expected: "0 of 1 signed"),
    ]

    private func decide(_ example: Case) throws -> PolicyDecision {
        try question(example).decision()
    }

    private func question(_ example: Case) throws -> PolicyQuestion {
        PolicyQuestion(
            environment: FlagEnvironment(key: key("production"), name: "Production", order: 3, policy: example.policy),
            classification: example.change, authorEmails: [example.author],
            approvals: try example.approvers.map {
                GivenApproval(try Approver($0, people: example.people), at: example.at)
            },
            people: example.people, now: example.now)
    }

    private func summary(_ decision: PolicyDecision) -> String {
        switch decision {
        case .allowed(let obligation): "allowed" + (obligation.map { ", \($0.text)" } ?? "")
        case .approvalNeeded(let shortfall):
            "\(shortfall.counted) of \(shortfall.required)" + (shortfall.evidence == .signed ? " signed" : "")
        case .frozen(_, let freeze): "frozen: \(freeze.reason)"
        }
    }
}
