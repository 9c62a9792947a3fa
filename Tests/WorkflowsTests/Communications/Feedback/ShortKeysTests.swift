import Testing

@testable import Workflows

@Suite struct ShortKeysTests {
    @Test func `a key is as short as no other begins, and no shorter than eight characters`() {
        let keys = ["01J0000000AA", "01J0000000AB", "01J0000001AA", "02"]
        let names = ShortKeys(keys.shuffled())
        #expect(keys.map(names.short) == ["01J0000000AA", "01J0000000AB", "01J0000001", "02"])
        #expect(names.short("03") == "03")
        #expect(ShortKeys([]).short("01J0000000AA") == "01J0000000AA")
    }
}
