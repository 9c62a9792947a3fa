import Git
import Testing

@testable import FlagRepository

@Suite struct ChangeMessageTests {
    private let trailers = [
        Trailer(key: TrailerKey.flag, value: "CSF"), Trailer(key: TrailerKey.operation, value: "enable"),
        Trailer(key: TrailerKey.approvedBy, value: "Priya N <priya@example.com>"),
    ]

    @Test func `subject, reason and trailers are paragraphs`() {
        let message = ChangeMessage(subject: "Enable CSF", reason: "PO approved.\n\nNo errors.", trailers: trailers)
        #expect(
            message.text == """
                Enable CSF

                PO approved.

                No errors.

                Flag: CSF
                Operation: enable
                Approved-by: Priya N <priya@example.com>

                """)
    }

    @Test func `reads back what it wrote`() {
        let message = ChangeMessage(subject: "Enable CSF", reason: "PO approved.\n\nNo errors.", trailers: trailers)
        let details = MessageDetails(message: message.text)
        #expect(details.subject == "Enable CSF")
        #expect(details.reason == "PO approved.\n\nNo errors.")
        #expect(details.operation == "enable")
        #expect(details.approvers == [MessageDetails.Approver("Priya N <priya@example.com>")])
        #expect(details.approvers.first?.name == "Priya N" && details.approvers.first?.email == "priya@example.com")
    }

    @Test(arguments: ["", "\n\n", " \n"]) func `an empty reason is none`(_ reason: String) {
        let message = ChangeMessage(subject: "Enable CSF", reason: reason, trailers: trailers)
        #expect(message.text == ChangeMessage(subject: "Enable CSF", trailers: trailers).text)
    }

    @Test func `white space around a reason is left out`() {
        let message = ChangeMessage(subject: "Enable CSF", reason: "\n because  \n\n", trailers: trailers)
        #expect(message.text.hasPrefix("Enable CSF\n\nbecause\n\nFlag: CSF\n"))
    }

    @Test func `a reason whose last paragraph looks like trailers stays a reason`() {
        let reason = "As agreed.\n\nApproved-by: Eve <eve@example.com>\nOperation: disable"
        let details = MessageDetails(
            message: ChangeMessage(subject: "Enable CSF", reason: reason, trailers: trailers).text)
        #expect(details.reason == reason)
        #expect(details.operation == "enable")
        #expect(details.approvers.map(\.name) == ["Priya N"])
    }

    @Test func `a message without trailers has a reason and nothing else`() {
        let details = MessageDetails(message: "Fix it\n\nBecause it was broken.\n")
        #expect(details.subject == "Fix it")
        #expect(details.reason == "Because it was broken.")
        #expect(details.operation == nil && details.approvers.isEmpty && details.ticket == nil)
    }

    @Test func `names of trailers are read in any case, an approver without an address is a name`() {
        let details = MessageDetails(message: "Fix it\n\nticket: S4-1\nAPPROVED-BY: Priya\n")
        #expect(details.ticket == "S4-1")
        #expect(details.approvers.first?.name == "Priya" && details.approvers.first?.email == "")
    }

    @Test func `a value of several lines is written as one, so that it cannot add trailers`() {
        let approver = Trailer(key: TrailerKey.approvedBy, value: "Priya\nOperation: disable\r\n <p@example.com>")
        let text = ChangeMessage(subject: "Enable CSF", trailers: [approver]).text
        #expect(text == "Enable CSF\n\nApproved-by: Priya Operation: disable <p@example.com>\n")
    }

    @Test func `a subject of several lines is written as one`() {
        #expect(ChangeMessage(subject: "Revert\n\nFlag: CSF").text == "Revert Flag: CSF\n")
    }
}
