import Communications
import FlagModel
import TestSupport
import Testing

@testable import Connectors

@Suite struct EmailTextTests {
    private func text(
        _ message: OutgoingMessage, to recipients: [(String?, String)] = [("Priya N", "priya@example.com")],
        at time: Timestamp = second(0)
    ) throws -> String {
        EmailText(
            message: message, sender: try #require(MailAddress("Produkt Ä <releases@example.com>")), answersTo: nil,
            recipients: try recipients.map { try #require(MailAddress(name: $0.0 ?? "", address: $0.1)) },
            channel: "email", time: time
        ).text
    }

    private func fields(_ text: String) -> [String] {
        text.split(separator: "\n\n", maxSplits: 1)[0].replacing("\n ", with: " ").split(separator: "\n").map(
            String.init)
    }

    @Test func writesFieldsAndBothParts() throws {
        let text = try text(try message("Portal opens", markdown: "Grüße = **gut**.", isUrgent: true))
        let own = try #require(text.split(separator: "boundary=\"").last?.prefix { $0 != "\"" })
        #expect(own.hasPrefix("=_") && own.count == 34)
        #expect(
            text == """
                From: =?UTF-8?B?UHJvZHVrdCDDhA==?= <releases@example.com>
                To: Priya N <priya@example.com>
                Subject: Portal opens
                Date: Tue, 14 Nov 2023 22:13:20 +0000
                Message-ID: <\(own.dropFirst(2))@example.com>
                Auto-Submitted: auto-generated
                Importance: high
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="\(own)"

                --\(own)
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Gr=C3=BC=C3=9Fe =3D gut.
                --\(own)
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                <!DOCTYPE html>
                <html><head><meta charset=3D"utf-8"><title>Portal opens</title></head><body>
                <p>Gr=C3=BC=C3=9Fe =3D <strong>gut</strong>.</p>
                </body></html>
                --\(own)--

                """)
    }

    @Test func keepsItsIdentifier() throws {
        let identifier = { (text: String) in fields(text).first { $0.hasPrefix("Message-ID") } }
        let first = identifier(try text(try message("a"), at: second(0)))
        #expect(first == identifier(try text(try message("b", markdown: "other"), at: second(9))))
        var other = try message("a")
        other.id += "x"
        #expect(first != identifier(try text(other)))
    }

    @Test func nobodyIsToldWhoElseIsTold() throws {
        let text = try text(try message(), to: [(nil, "a@example.com"), ("B", "b@example.com")])
        #expect(fields(text).contains("To: undisclosed-recipients:;"))
        #expect(!text.contains("a@example.com") && !text.contains("b@example.com"))
    }

    @Test func noTextBecomesAField() throws {
        let names = [
            "Eve\r\nBcc: x@example.com", "A\u{0}B", "Eve <eve@example.com>, Z", "\u{2028}x", "=?UTF-8?B?QQ==?=",
        ]
        for name in names {
            let text = try text(try message("Hi\r\nBcc: x@example.com\n\nbody \(name)"), to: [(name, "a@example.com")])
            let names = fields(text).map { String($0.prefix { $0 != ":" }) }
            #expect(
                names == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                ], "\(text)")
            #expect(text.utf8.allSatisfy { $0 == 10 || ($0 >= 32 && $0 < 127) })
        }
    }

    @Test func longSubjectsAreFolded() throws {
        let subject = String(repeating: "Größer 👍 ", count: 40)
        let text = try text(try message(subject))
        #expect(text.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 + 12 })
        #expect(text.contains("\n =?UTF-8?B?"))
    }

    @Test(arguments: [
        ("plain", "plain"), ("a=b", "a=3Db"), ("end ", "end=20"), ("tab\t", "tab=09"), (".", "=2E"),
        ("From x", "=46rom x"),
        ("a\n.b", "a\n=2Eb"), ("", ""), ("é", "=C3=A9"),
        (String(repeating: "x", count: 76), String(repeating: "x", count: 76)),
        (String(repeating: "x", count: 77), String(repeating: "x", count: 75) + "=\nxx"),
        (String(repeating: "x", count: 75) + ".", String(repeating: "x", count: 75) + "."),
    ])
    func writesQuotedPrintable(_ text: String, _ expected: String) {
        #expect(QuotedPrintable.text(text) == expected)
    }

    @Test func quotedPrintableReadsBack() {
        var numbers = TestNumbers(seed: 3)
        for _ in 0..<500 {
            let text = numbers.text()
            let written = QuotedPrintable.text(text)
            #expect(written.split(separator: "\n").allSatisfy { $0.utf8.count <= 76 })
            #expect(decoded(written) == Array(text.utf8), "\(text.debugDescription)")
        }
    }

    private func decoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.replacing("=\n", with: "").utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "="), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}

/// Random texts of lines.
private struct TestNumbers {
    var numbers: SplitMix64

    init(seed: Int) { numbers = SplitMix64(seed: seed) }

    mutating func text() -> String {
        (0..<numbers.upTo(60)).map { _ in
            numbers.pick(["a", "é", "👍", " ", "\t", ".", "=", "\n", "From ", "word word"])
        }
        .joined()
    }
}
