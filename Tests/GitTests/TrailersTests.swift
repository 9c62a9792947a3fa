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

    @Test(arguments: [
        "Flag: CSF",
        "Flag: CSF\nEnvironment: production\n",
        "",
        "Subject\n\nFlag: CSF\nand more words\n",
        "Subject\n\nFlag: CSF\n continued\n",
        "Subject\n\nFlag CSF: on\n",
        "Subject\n\nFlag:CSF\n",
        "Subject\n\nFlag:\n",
        "Subject\n\n: value\n",
        "Subject\n\nFlag: CSF\n\nNo trailer block.\n",
        "Subject\n\n(cherry picked from commit 1234)\nFlag: CSF\n",
    ])
    func `takes no trailer from`(message: String) {
        #expect(Trailers.parse(message: message).isEmpty)
    }

    @Test func `reads line ends of both kinds and white space around a value`() {
        #expect(
            Trailers.parse(message: "Subject\r\n\r\nFlag: \t CSF \r\nTicket: S4-101\r\n \r\n") == [
                Trailer(key: "Flag", value: "CSF"), Trailer(key: "Ticket", value: "S4-101"),
            ])
    }

    @Test func `names the lines that spoil a block`() {
        let bad = Trailers.malformed(in: "Subject\n\nFlag: CSF\nnot one\nTicket: 1\n")
        #expect(bad.map(\.line) == [4])
        #expect(bad.map(\.text) == ["not one"])
        #expect(Trailers.malformed(in: "Subject\n\nOnly words here.\n").isEmpty)
        #expect(Trailers.malformed(in: "Subject\n\nFlag: CSF\n").isEmpty)
    }

    @Test func `renders what it reads`() {
        let trailers = [Trailer(key: "Flag", value: "CSF"), Trailer(key: "Flag", value: "PORTAL")]
        #expect(Trailers.render(trailers) == "Flag: CSF\nFlag: PORTAL")
        #expect(Trailers.parse(message: "Subject\n\n" + Trailers.render(trailers)) == trailers)
    }
}
