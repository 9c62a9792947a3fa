import Testing

@testable import Git

@Suite struct ObjectIDTests {
    let hex = "00ff3456789abcdef0123456789abcdef012340a"

    @Test func `reads and writes forty digits`() throws {
        let id = try #require(ObjectID(hex: hex))
        #expect(id.hex == hex)
        #expect("\(id)" == hex)
        #expect(id.abbreviated() == "00ff3456")
        #expect(ObjectID(hex: hex.uppercased()) == id)
        #expect(ObjectID(id.oid) == id)
    }

    @Test(arguments: [
        "", "00ff", "g0ff3456789abcdef0123456789abcdef012340a", "00ff3456789abcdef0123456789abcdef012340a0",
    ])
    func `refuses anything else`(text: String) {
        #expect(ObjectID(hex: text) == nil)
    }

    @Test func `orders as its digits do`() throws {
        let words = [
            "00" + hex.dropFirst(2), "01" + hex.dropFirst(2), String(hex.dropLast(2)) + "0b", "ff" + hex.dropFirst(2),
        ]
        let ids = try words.map { try #require(ObjectID(hex: $0)) }
        #expect(ids.sorted().map(\.hex) == words.sorted())
    }
}
