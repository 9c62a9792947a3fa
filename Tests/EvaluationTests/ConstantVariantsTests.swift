import Evaluation
import FlagModel
import Testing

@Suite("ConstantVariants")
struct ConstantVariantsTests {
    /// What everybody gets of each flag, by key.
    private func variants(_ flags: FlagVersion...) throws -> [String: String] {
        let known = Dictionary(uniqueKeysWithValues: flags.map { ($0.definition.key, $0) })
        var constants = ConstantVariants { known[$0] }
        var found: [String: String] = [:]
        for flag in known.keys { found[flag.text] = try constants.variant(of: flag)?.text ?? "depends" }
        return found
    }

    private func on(_ key: String, requires flags: [String] = []) -> FlagVersion {
        version(else: .on).renamed(key, requires: flags)
    }

    @Test("a requirement that everybody meets changes nothing")
    func met() throws {
        #expect(try variants(on("A", requires: ["B"]), on("B")) == ["A": "on", "B": "on"])
    }

    @Test("a requirement that nobody meets keeps a flag off for everybody")
    func unmet() throws {
        let off = version(else: .on, enabled: false).renamed("B")
        #expect(try variants(on("A", requires: ["B"]), off) == ["A": "off", "B": "off"])
        #expect(try variants(on("A", requires: ["NONE"])) == ["A": "off"])
    }

    @Test("a requirement that some people meet makes a flag differ, unless it is off anyway")
    func partly() throws {
        let some = version(else: .split(["on": 5, "off": 95])).renamed("B")
        #expect(try variants(on("A", requires: ["B"]), some) == ["A": "depends", "B": "depends"])
        let off = version(else: .off).renamed("A", requires: ["B"])
        #expect(try variants(off, some)["A"] == "off")
        let nobody = version(else: .off).renamed("C")
        #expect(try variants(on("A", requires: ["B", "C"]), some, nobody)["A"] == "off")
    }

    @Test("requirements that lead back to themselves say nothing")
    func endless() throws {
        #expect(try variants(on("A", requires: ["B"]), on("B", requires: ["A"])).values.contains("depends"))
    }

    @Test("a flag that is not there serves nothing")
    func missing() throws {
        var constants = ConstantVariants { _ in nil }
        #expect(try constants.variant(of: key("A")) == nil)
    }
}
