import Documents
import Testing

@Suite struct HexadecimalTests {
    @Test func `writes two digits for each byte, and reads them`() {
        #expect(Hexadecimal.text([0, 9, 10, 255]) == "00090aff")
        #expect(Hexadecimal.bytes("00090aff") == [0, 9, 10, 255])
        #expect(Hexadecimal.text([]).isEmpty)
    }

    @Test(arguments: ["0", "0g", "0A", " 00", "0x", "٠٠"])
    func `reads nothing else`(text: String) {
        #expect(Hexadecimal.bytes(text) == nil)
    }
}
