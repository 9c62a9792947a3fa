import Documents
import Evaluation
import FlagModel
import Testing

@Suite("Impact of a changed definition")
struct ImpactDefinitionTests {
    private static let offVariantChanges =
        "the off variant changes: turning the flag off gives something else than before"
    private static let requirementsChange =
        "requirements change: whom they leave out depends on the required flags"

    private let half = version(["early-adopters": .on], else: .split(["on": 50, "off": 50]))

    @Test("words about a flag are neutral")
    func description() {
        let after = half.definition {
            $0.name = "Grid"
            $0.description = "Another description"
            $0.owner = "somebody-else"
            $0.lifecycle = Lifecycle(stage: .general)
        }
        #expect(impact(from: half, to: after) == impact(from: nil, to: nil))
    }

    @Test("another value of a variant reaches everybody who is served it")
    func value() {
        let impact = impact(from: half, to: half.definition { $0.variants[0] = Variant(key: key("on"), value: "new") })
        #expect(impact.lines == ["early-adopters: 0.000–100.000% on → on", "fallthrough: 0.000–50.000% on → on"])
        #expect(impact.classification == .raising)
    }

    @Test("another value of a variant that nobody is served is neutral")
    func unservedValue() {
        let before = version(["early-adopters": .off])
        let after = before.definition { $0.variants[0] = Variant(key: key("on"), value: "new") }
        #expect(impact(from: before, to: after) == impact(from: nil, to: nil))
    }

    @Test("another order of the variants moves those who are split")
    func order() {
        let impact = impact(from: half, to: half.definition { $0.variants.reverse() })
        #expect(
            impact.lines == ["fallthrough: 0.000–50.000% on → off", "fallthrough: 50.000–100.000% off → on"])
        #expect(impact.classification == .raising)
    }

    @Test("a removed variant that is still served is raising")
    func removedVariant() {
        let colours = flag(["red": "r", "none": "n", "blue": "b"], off: "none")
        let before = version(else: .split(["none": 60, "blue": 40]), of: colours)
        let impact = impact(from: before, to: before.definition { $0.variants.removeLast() })
        #expect(impact.lines == ["fallthrough: 60.000–100.000% blue → blue"])
        #expect(impact.classification == .raising)
    }

    @Test("another off variant reaches everybody of a flag that is off")
    func offVariantOfDisabled() {
        let off = half.state { $0.enabled = false }
        let impact = impact(from: off, to: off.definition { $0.offVariant = key("on") })
        #expect(impact.lines == ["flag: 0.000–100.000% off → on"])
        #expect(impact.classification == .raising)
    }

    @Test("another value of the off variant reaches everybody of a flag that is off")
    func offValueOfDisabled() {
        let off = half.state { $0.enabled = false }
        let impact = impact(from: off, to: off.definition { $0.variants[1] = Variant(key: key("off"), value: "new") })
        #expect(impact.lines == ["flag: 0.000–100.000% off → off"])
        #expect(impact.classification == .raising)
    }

    @Test("another off variant is raising though nobody is served it, or turning off could raise from then on")
    func offVariantOfEnabled() {
        let before = version(else: .off)
        let after = before.definition { $0.offVariant = key("on") }
        let impact = impact(from: before, to: after)
        #expect(impact.lines == ["flag: \(Self.offVariantChanges)"])
        #expect(impact.classification == .raising)
    }

    @Test("another value of the off variant is raising though nobody is served it")
    func offValueOfEnabled() {
        let before = version(else: .on)
        let after = before.definition { $0.variants[1] = Variant(key: key("off"), value: "new") }
        #expect(impact(from: before, to: after).lines == ["flag: \(Self.offVariantChanges)"])
        #expect(impact(from: before, to: after).classification == .raising)
    }

    @Test("another off variant reaches those whom a requirement leaves out, even if the flag is turned off with it")
    func offVariantWithRequirements() {
        let before = version(else: .on, of: flag(requires: ["PORTAL"]))
        let after = before.definition { $0.offVariant = key("on") }.state { $0.enabled = false }
        #expect(impact(from: before, to: after).lines == ["flag: \(Self.offVariantChanges)"])
        #expect(impact(from: before, to: after).classification == .raising)
    }

    @Test("a new requirement is lowering, and whom it leaves out is unknown")
    func addRequirement() {
        let after = version(["early-adopters": .on], of: flag(requires: ["PORTAL"]))
        let impact = impact(from: version(["early-adopters": .on]), to: after)
        #expect(impact.lines == ["flag: \(Self.requirementsChange)"])
        #expect(impact.classification == .lowering)
    }

    @Test("a dropped requirement is raising, and whom it left out is unknown")
    func removeRequirement() {
        let before = version(["early-adopters": .on], of: flag(requires: ["PORTAL", "MINUTES"]))
        let after = version(["early-adopters": .on], of: flag(requires: ["PORTAL"]))
        #expect(impact(from: before, to: after).lines == ["flag: \(Self.requirementsChange)"])
        #expect(impact(from: before, to: after).classification == .raising)
    }

    @Test("another variant of a required flag is raising")
    func changeRequirement() {
        let before = version(["early-adopters": .on], of: flag(requires: ["PORTAL"]))
        let after = before.definition { $0.requires = [Requirement(flag: key("PORTAL"), variant: key("beta"))] }
        #expect(impact(from: before, to: after).classification == .raising)
    }

    @Test("another order of the requirements is neutral")
    func reorderRequirements() {
        let before = version(["early-adopters": .on], of: flag(requires: ["PORTAL", "MINUTES"]))
        let after = before.definition { $0.requires.reverse() }
        #expect(impact(from: before, to: after) == impact(from: nil, to: nil))
    }

    @Test("requirements of a flag that is off are neutral")
    func requirementsOfDisabled() {
        let before = version(["early-adopters": .on], enabled: false, of: flag(requires: ["PORTAL"]))
        let after = before.definition { $0.requires = [] }
        #expect(impact(from: before, to: after) == impact(from: nil, to: nil))
    }

    @Test("turning a flag off that served nobody is neutral, whatever becomes of its requirements")
    func requirementsOfTurnedOff() {
        let before = version(else: .off, of: flag(requires: ["PORTAL"]))
        let after = before.definition { $0.requires = [] }.state { $0.enabled = false }
        #expect(impact(from: before, to: after) == impact(from: nil, to: nil))
    }

    @Test("unchanged requirements do not make a change unknown")
    func sameRequirements() {
        let before = version(["early-adopters": .off], of: flag(requires: ["PORTAL"]))
        let after = before.state { $0.rules[0].serve = .on }
        #expect(impact(from: before, to: after).lines == ["early-adopters: 0.000–100.000% off → on"])
    }
}
