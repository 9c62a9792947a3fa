import Communications
import FlagModel

/// A message as e-mail with a plain and an HTML part (RFC 5322, RFC 2046).
struct EmailText {
    let message: OutgoingMessage
    let sender: MailAddress
    let answersTo: MailAddress?
    let recipients: [MailAddress]
    let channel: String
    let time: Timestamp

    /// The whole text, its lines ending in `\n` as sendmail's input has it.
    var text: String {
        let body = message.bodyWithLink
        let part = { (type: String, text: String) in
            """
            --\(boundary)
            Content-Type: \(type); charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            \(QuotedPrintable.text(text))
            """
        }
        return """
            \(fields.map { "\($0): \($1)" }.joined(separator: "\n"))

            \(part("text/plain", body.plain()))
            \(part("text/html", page(body)))
            --\(boundary)--

            """
    }

    /// The same for every attempt at this message on this channel, so that readers show it once.
    var identifier: String { "<\(digest)@\(sender.domain)>" }

    private var digest: String { MessageDigest.hexadecimal(of: "\(channel)\n\(message.id)") }

    /// Quoted-printable text never has `=_`.
    private var boundary: String { "=_\(digest)" }

    private var fields: [(String, String)] {
        var fields = [("From", sender.field)]
        if let answersTo { fields.append(("Reply-To", answersTo.field)) }
        // Nobody is told who else is told.
        fields.append(("To", recipients.count == 1 ? recipients[0].field : "undisclosed-recipients:;"))
        fields += [
            ("Subject", EncodedWords.text(orPlain: message.subject.plainLine)), ("Date", date),
            ("Message-ID", identifier), ("Auto-Submitted", "auto-generated"),
        ]
        if message.isUrgent { fields.append(("Importance", "high")) }
        return fields + [
            ("MIME-Version", "1.0"), ("Content-Type", "multipart/alternative; boundary=\"\(boundary)\""),
        ]
    }

    /// The time as RFC 5322 writes it, in UTC: `Mon, 16 Feb 2026 09:00:00 +0000`.
    private var date: String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard let date = time.date else { return "Thu, 1 Jan 1970 00:00:00 +0000" }
        let day = days[((date.daysSinceEpoch % 7) + 7) % 7]
        let clock = Timestamp(unixSeconds: time.unixSeconds).text.dropFirst(11).prefix(8)
        return "\(day), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
    }

    private func page(_ body: RichText) -> String {
        let title = RichText([.paragraph([.text(message.subject.plainLine)])]).html.dropFirst(3).dropLast(4)
        return """
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><title>\(title)</title></head><body>
            \(body.html)
            </body></html>
            """
    }
}
