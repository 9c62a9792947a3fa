import Evaluation
import FlagModel
import Testing

@Suite("Impact of switching, adding and removing a flag")
struct ImpactSwitchTests {
    private let enabled = version(["early-adopters": .on, "regular-users": .split(["on": 25, "off": 75])])
    private var disabled: FlagVersion { enabled.state { $0.enabled = false } }
    private let people = population(150_000, shares: ["early-adopters": 10, "regular-users": 60])

    @Test("enabling reaches what each row serves")
    func enable() {
        let impact = impact(from: disabled, to: enabled, population: people)
        #expect(
            impact.lines == ["early-adopters: 0.000–100.000% off → on", "regular-users: 0.000–25.000% off → on"])
        #expect(impact.rows.map(\.people) == [15_000, 22_500])
        #expect(impact.classification == .raising)
    }

    @Test("disabling takes back what each row served")
    func disable() {
        let impact = impact(from: enabled, to: disabled, population: people)
        #expect(
            impact.lines == ["early-adopters: 0.000–100.000% on → off", "regular-users: 0.000–25.000% on → off"])
        #expect(impact.rows.map(\.people) == [15_000, 22_500])
        #expect(impact.classification == .lowering)
    }

    @Test("switching a flag that serves its off variant in every row is neutral")
    func switchNothing() {
        let off = version(["early-adopters": .off], else: .split(["on": 0, "off": 100]))
        let switched = off.state { $0.enabled = false }
        #expect(impact(from: off, to: switched) == impact(from: nil, to: nil))
        #expect(impact(from: switched, to: off).classification == .neutral)
    }

    @Test("editing the rules of a flag that is off is neutral")
    func editOff() {
        let after = disabled.state {
            $0.rules.reverse()
            $0.fallthrough = .on
            $0.salt = "CSF-2"
        }
        #expect(impact(from: disabled, to: after, edited: ["regular-users"]).lines.isEmpty)
        #expect(impact(from: disabled, to: after, edited: ["regular-users"]).classification == .neutral)
    }

    @Test("disabling is exact and lowering even if a cohort is edited in the same step")
    func disableWithEditedCohort() {
        let impact = impact(from: enabled, to: disabled, edited: ["early-adopters"])
        #expect(
            impact.lines == ["early-adopters: 0.000–100.000% on → off", "regular-users: 0.000–25.000% on → off"])
        #expect(impact.classification == .lowering)
    }

    @Test("a new flag that is off is neutral")
    func createOff() {
        #expect(impact(from: nil, to: disabled) == impact(from: nil, to: nil))
        #expect(impact(from: nil, to: version(["early-adopters": .off])).classification == .neutral)
    }

    @Test("a new flag raises whom it serves anything but its off variant")
    func create() {
        let impact = impact(from: nil, to: enabled, population: people)
        #expect(
            impact.lines == [
                "early-adopters: 0.000–100.000% nothing → on", "regular-users: 0.000–25.000% nothing → on",
            ])
        #expect(impact.rows.map(\.people) == [15_000, 22_500])
        #expect(impact.classification == .raising)
    }

    @Test("removing a flag whose code default is its off variant is lowering")
    func remove() {
        let impact = impact(from: enabled, to: nil, population: people)
        #expect(
            impact.lines == [
                "early-adopters: 0.000–100.000% on → nothing", "regular-users: 0.000–25.000% on → nothing",
                "regular-users: 25.000–100.000% off → nothing", "fallthrough: 0.000–100.000% off → nothing",
            ])
        #expect(impact.rows.map(\.people) == [15_000, 90_000, 45_000])
        #expect(impact.classification == .lowering)
    }

    @Test("removing a flag that is off concerns the flag as a whole")
    func removeOff() {
        let impact = impact(from: disabled, to: nil, population: people)
        #expect(impact.lines == ["flag: 0.000–100.000% off → nothing"])
        #expect(impact.rows.map(\.people) == [150_000])
        #expect(impact.classification == .lowering)
    }

    @Test("removing a flag whose code default is not known to be off is raising", arguments: [nil, "on"])
    func removeFailOpen(codeDefault: String?) {
        let before = version(enabled: false, of: flag(codeDefault: codeDefault))
        #expect(impact(from: before, to: nil).classification == .raising)
    }
}
