import Foundation
import TestSupport
import Testing

@testable import FlagModel

@Suite struct Base64Tests {
    @Test func `agrees with another implementation, both ways`() {
        var random = SplitMix64(seed: 64)
        for length in 1..<200 {
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Data(bytes).base64EncodedString()
            #expect(Base64.text(of: bytes) == text)
            #expect(Base64.bytes(of: text) == bytes)
        }
    }

    @Test(
        "refuses every other text for the same bytes, and no text",
        arguments: ["", "A", "AA", "AAA", "AB==", "AAB=", "A===", "====", "AA=A", "AA A", "AAAA\n", "AAAé", "AA=="])
    func refuses(text: String) {
        #expect((Base64.bytes(of: text) == nil) == (text != "AA=="))
    }
}
