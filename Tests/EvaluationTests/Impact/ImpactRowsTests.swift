import Evaluation
import FlagModel
import Testing

@Suite("Impact where the rows themselves change")
struct ImpactRowsTests {
    private static let why = "the rules or cohorts that decide who is in this row change"

    @Test("an added rule leaves the rows that it takes people from unknown")
    func addRule() {
        let before = version(["regular-users": .split(["on": 25, "off": 75])])
        let after = version(["regular-users": .split(["on": 25, "off": 75]), "new-users": .on])
        let impact = impact(from: before, to: after)
        #expect(impact.lines == ["new-users: \(Self.why)", "fallthrough: \(Self.why)"])
        #expect(impact.classification == .raising)
    }

    @Test("an added rule that serves what its people had is neutral")
    func addRuleThatChangesNothing() {
        let before = version(["regular-users": .split(["on": 25, "off": 75])])
        let after = version(["regular-users": .split(["on": 25, "off": 75]), "new-users": .off])
        #expect(impact(from: before, to: after) == impact(from: nil, to: nil))
    }

    @Test("an added rule that turns its people off is lowering")
    func addLoweringRule() {
        let impact = impact(from: version(else: .on), to: version(["new-users": .off], else: .on))
        #expect(impact.unknownRows == ["new-users", "fallthrough"])
        #expect(impact.classification == .lowering)
    }

    @Test("a removed rule leaves its row and those behind it unknown")
    func removeRule() {
        let before = version(["early-adopters": .on, "new-users": .off], else: .off)
        let impact = impact(from: before, to: version(["new-users": .off], else: .off))
        #expect(impact.unknownRows == ["new-users", "early-adopters", "fallthrough"])
        #expect(impact.classification == .lowering)
    }

    @Test("a removed rule whose people get more behind it is raising")
    func removeRuleThatHeldBack() {
        let before = version(["new-users": .off], else: .on)
        #expect(impact(from: before, to: version(else: .on)).classification == .raising)
    }

    @Test("reordered rules leave unknown who is in both cohorts, and lower if the lower one goes first")
    func reorder() {
        let before = version(["early-adopters": .on, "new-users": .off])
        let after = before.state { $0.rules.reverse() }
        let lowering = impact(from: before, to: after)
        #expect(lowering.unknownRows == ["new-users", "early-adopters"])
        #expect(lowering.classification == .lowering)
        let raising = impact(from: after, to: before)
        #expect(raising.unknownRows == ["early-adopters", "new-users"])
        #expect(raising.classification == .raising)
    }

    @Test("reordered rules that serve the same are neutral")
    func reorderAlike() {
        let before = version(["early-adopters": .on, "new-users": .on])
        #expect(impact(from: before, to: before.state { $0.rules.reverse() }).classification == .neutral)
    }

    @Test("a rule is exact as long as the rules before it are the same, in any order")
    func exactBehindReordered() {
        let before = version(["early-adopters": .on, "new-users": .on, "regular-users": .off])
        let after = before.state {
            $0.rules.swapAt(0, 1)
            $0.rules[2].serve = .on
        }
        #expect(impact(from: before, to: after).lines == ["regular-users: 0.000–100.000% off → on"])
    }

    @Test("an edited cohort leaves its row and those behind it unknown")
    func editCohort() {
        let flag = version(["early-adopters": .on, "new-users": .split(["on": 10, "off": 90])])
        let first = impact(from: flag, to: flag, edited: ["early-adopters"], population: population(150_000))
        #expect(first.unknownRows == ["early-adopters", "new-users", "fallthrough"])
        #expect(first.rows.map(\.people) == [nil, nil, nil])
        #expect(first.classification == .raising)
        let second = impact(from: flag, to: flag, edited: ["new-users"])
        #expect(second.unknownRows == ["new-users", "fallthrough"])
        #expect(second.classification == .raising)
    }

    @Test("an edited cohort that no rule names is neutral")
    func editOtherCohort() {
        let flag = version(["early-adopters": .on])
        #expect(impact(from: flag, to: flag, edited: ["regular-users"]) == impact(from: nil, to: nil))
    }

    @Test("an edited cohort is neutral where its rule serves what everybody else gets")
    func editCohortServedAlike() {
        let flag = version(["early-adopters": .on, "regular-users": .off])
        #expect(impact(from: flag, to: flag, edited: ["regular-users"]).classification == .neutral)
    }

    @Test("keeps rows before the edited cohort exact")
    func exactBeforeEdited() {
        let before = version(["early-adopters": .off, "new-users": .off])
        let after = before.state { $0.rules[0].serve = .on }
        let impact = impact(from: before, to: after, edited: ["new-users"])
        #expect(impact.lines == ["early-adopters: 0.000–100.000% off → on"])
    }
}
