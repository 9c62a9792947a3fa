import Documents
import TestSupport
import Testing

@Suite("JSONDocument on damaged documents")
struct JSONReaderPropertyTests {
    @Test("reads or refuses at a place in the file, whatever the bytes are", arguments: 0..<400)
    func damaged(seed: Int) {
        var source = RandomJSON(seed: seed)
        let value = source.document()
        let layout = RandomLayout(using: &source.random)
        let intact = Array(layout.text(value, using: &source.random).utf8)
        for _ in 0..<20 {
            var bytes = intact
            for _ in 0...source.random.upTo(2) { damage(&bytes, using: &source.random) }
            expectReadOrRefused(bytes)
        }
    }

    @Test("refuses every beginning of a document", arguments: 0..<50)
    func truncated(seed: Int) throws {
        var source = RandomJSON(seed: seed)
        let layout = RandomLayout(using: &source.random)
        let bytes = Array(layout.text(source.container(depth: 3), using: &source.random).utf8)
        for count in bytes.indices {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: Array(bytes[..<count])) }
            #expect(try #require(error?.position.offset) <= count)
        }
    }

    private func damage(_ bytes: inout [UInt8], using random: inout SplitMix64) {
        let marks = Array(#"{}[]",:\/'u0-+.eE "#.utf8) + [0x00, 0x0A, 0x7F, 0x80, 0xC3, 0xED, 0xF0, 0xFF]
        let index = random.upTo(bytes.count + 1)
        switch random.upTo(3) {
        case 0: bytes.insert(random.pick(marks), at: index)
        case 1 where index < bytes.count: bytes[index] = random.pick(marks)
        case _ where index < bytes.count: bytes.removeSubrange(index..<min(bytes.count, index + 1 + random.upTo(4)))
        default: bytes.append(random.pick(marks))
        }
    }

    private func expectReadOrRefused(_ bytes: [UInt8]) {
        do throws(JSONSyntaxError) {
            let document = try JSONDocument(parsing: bytes)
            #expect(document.root.range.upperBound <= bytes.count)
        } catch {
            #expect((0...bytes.count).contains(error.position.offset))
            #expect(!error.message.isEmpty && !error.message.contains("\n"))
        }
    }
}
