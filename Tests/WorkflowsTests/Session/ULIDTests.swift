import Testing

@testable import Workflows

@Suite struct ULIDTests {
    @Test func `writes 48 bits of time and 80 random ones in Crockford's base 32`() {
        #expect(ULID.text(milliseconds: 0, high: 0, low: 0) == String(repeating: "0", count: 26))
        // The example of the specification's own library: 01ARZ3NDEKTSV4RRFFQ69G5FAV.
        #expect(
            ULID.text(milliseconds: 1_469_922_850_259, high: 0xD676, low: 0x4C61_EFB9_9302_BD5B)
                == "01ARZ3NDEKTSV4RRFFQ69G5FAV")
        #expect(
            ULID.text(milliseconds: (1 << 48) - 1, high: .max, low: .max) == "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
    }

    @Test func `sorts by time`() {
        let times: [UInt64] = [1, 1000, 1_700_000_000_000, 1_700_000_000_001]
        let texts = times.map { ULID.text(milliseconds: $0, high: UInt16.max - UInt16($0 % 7), low: $0 &* 12345) }
        #expect(texts == texts.sorted())
    }
}
