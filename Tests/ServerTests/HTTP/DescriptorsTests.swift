import Testing

@testable import Server

@Suite struct DescriptorsTests {
    @Test func `some descriptors are kept from connections`() {
        #expect(Descriptors.room(for: 8_192, of: 1_000_000) == 8_192)
        #expect(Descriptors.room(for: 8_192, of: 1_024) == 1_024 - Descriptors.reserve)
        #expect(Descriptors.room(for: 8_192, of: 128) == 64)
        #expect(Descriptors.room(for: 8_192, of: 20) == 10)
        #expect(Descriptors.room(for: 1) == 1)
    }
}
