import Evaluation
import FlagModel
import Testing

@Suite("FlagVersion")
struct FlagVersionTests {
    @Test("a flag that is off gives everybody its off variant, whatever its rules")
    func disabled() {
        #expect(version(["early-adopters": .on], else: .on, enabled: false).constantVariant == key("off"))
    }

    @Test("a flag whose rows agree gives everybody the same variant")
    func agreeing() {
        let whole = Serve.split(["on": 100, "off": 0])
        #expect(version(["early-adopters": .on, "regular-users": whole], else: .on).constantVariant == key("on"))
    }

    @Test("a flag whose rows differ gives no single variant")
    func differing() {
        #expect(version(["early-adopters": .on]).constantVariant == nil)
        #expect(version(else: .split(["on": 5, "off": 95])).constantVariant == nil)
    }
}
