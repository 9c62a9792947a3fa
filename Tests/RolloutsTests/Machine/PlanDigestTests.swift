import Rollouts
import Testing

@Suite struct PlanDigestTests {
    @Test("is the SHA-256 of the bytes, in hexadecimal (FIPS 180-4, example of one block)")
    func example() {
        #expect(
            PlanDigest.text(of: Array("abc".utf8))
                == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
