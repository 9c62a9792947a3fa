import Communications
import FlagModel

/// E-mail through a command that understands sendmail's arguments, such as those of postfix, exim, msmtp and sendmail.
struct EmailDelivery {
    private let channel: MessageChannel
    private let sender: MailAddress
    private let answersTo: MailAddress?
    private let command: Sendmail

    init(_ channel: MessageChannel, variables: [String: String]) throws(ChannelSecrets.Unusable) {
        guard let from = channel.from, let sender = MailAddress(from) else {
            throw ChannelSecrets.Unusable(
                reason: "the channel '\(channel.key)' has no sender: write 'from' as Releases <releases@example.com>")
        }
        if let text = channel.replyTo {
            guard let address = MailAddress(text) else {
                throw ChannelSecrets.Unusable(reason: "'\(text)' in the channel '\(channel.key)' is no e-mail address")
            }
            answersTo = address
        } else {
            answersTo = nil
        }
        self.channel = channel
        self.sender = sender
        command = try Sendmail(variables: variables)
    }

    /// Hands a message over, for all recipients at once.
    func send(_ message: OutgoingMessage, at time: Timestamp) async -> SendOutcome {
        guard !message.recipients.isEmpty else {
            return .refused("the message has no recipients with an e-mail address")
        }
        var recipients: [MailAddress] = []
        for recipient in message.recipients {
            guard let address = MailAddress(name: recipient.name ?? "", address: recipient.address) else {
                return .refused("'\(recipient.address)' is no e-mail address")
            }
            recipients.append(address)
        }
        let text = EmailText(
            message: message, sender: sender, answersTo: answersTo, recipients: recipients, channel: channel.key.text,
            time: time
        ).text
        return await command.send(
            text, from: sender.address, to: recipients.map(\.address), timeout: channel.timeout)
    }
}
