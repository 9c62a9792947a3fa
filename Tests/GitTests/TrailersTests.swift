import Testing

@testable import Git

@Suite struct TrailersTests {
    @Test func `reads the last paragraph`() {
        let message = "Enable CSF\n\nBecause.\n\nFlag: CSF\nApproved-by: Priya N <priya@example.com>\n"
        #expect(
            Trailers.parse(message: message) == [
                Trailer(key: "Flag", value: "CSF"), Trailer(key: "Approved-by", value: "Priya N <priya@example.com>"),
            ])
    }
}
