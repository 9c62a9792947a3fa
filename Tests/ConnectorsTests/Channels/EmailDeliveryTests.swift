import Communications
import FlagModel
import TestSupport
import Testing

@testable import Connectors

@Suite struct EmailDeliveryTests {
    private let two: [OutgoingMessage.Recipient] = [
        .init(name: "Priya N", address: "priya@example.com"), .init(address: "team@example.com"),
    ]

    /// A command of a test's own, in place of sendmail.
    private func send(
        _ script: String, timeout: Int = 120, recipients: [OutgoingMessage.Recipient]? = nil,
        variables: [String: String] = [:]
    ) async throws -> (outcome: SendOutcome, folder: TemporaryFolder) {
        let folder = try TemporaryFolder("sendmail")
        try folder.write("#!/bin/sh\ncd '\(folder.path)'\n\(script)\n", to: "sendmail")
        _ = try await run("chmod", ["+x", "sendmail"], in: folder.path)
        var all = ["FLAGCTL_SENDMAIL": folder.path("sendmail") + " --account work", "PATH": "/usr/bin:/bin"]
        all.merge(variables) { $1 }
        let outcome = await Sending().outcome(
            try message(recipients: recipients ?? two),
            over: try channel(.email, from: "Releases <releases@example.com>", timeout: timeout), variables: all)
        return (outcome, folder)
    }

    @Test func handsTheMessageOver() async throws {
        let sent = try await send("printf '%s\\n' \"$@\" > arguments; cat > text; echo note >&2")
        #expect(sent.outcome == .sent(receipt: "taken by \(sent.folder.path("sendmail"))"))
        #expect(
            try sent.folder.read("arguments")
                == "--account\nwork\n-i\n-f\nreleases@example.com\n--\npriya@example.com\nteam@example.com\n")
        let text = try sent.folder.read("text")
        #expect(text.hasPrefix("From: Releases <releases@example.com>\nTo: undisclosed-recipients:;\nSubject: "))
        #expect(text.hasSuffix("--\n"))
        #expect(!text.contains("priya"))
    }

    @Test(arguments: [
        (64, "refused"), (65, "refused"), (67, "refused"), (68, "refused"), (69, "refused"), (77, "refused"),
        (78, "refused"), (126, "refused"), (127, "refused"), (75, "later 300"), (1, "unknown"), (70, "unknown"),
        (71, "unknown"), (74, "unknown"), (76, "unknown"), (255, "unknown"),
    ])
    func tellsStatuses(_ status: Int, _ kind: String) async throws {
        let sent = try await send("cat > /dev/null; echo 'why it is so' >&2; exit \(status)")
        #expect(sent.outcome.kind == kind)
        #expect(sent.outcome.text.hasSuffix(": why it is so"))
    }

    @Test func survivesACommandThatDoesNotRead() async throws {
        let long = try message(
            markdown: String(repeating: "A long text. ", count: 100_000), recipients: [.init(address: "a@example.com")])
        let email = try channel(.email, from: "r@example.com")
        let outcome = await Sending().outcome(long, over: email, variables: ["FLAGCTL_SENDMAIL": "/bin/false"])
        #expect(outcome.kind == "unknown")
        let done = await Sending().outcome(long, over: email, variables: ["FLAGCTL_SENDMAIL": "/bin/true"])
        #expect(done.kind == "sent")
    }

    @Test func endsACommandThatTakesTooLongWithAllBelowIt() async throws {
        let sent = try await send("sh -c 'echo $$ > child; exec sleep 900' & wait", timeout: 10)
        #expect(sent.outcome.kind == "unknown")
        #expect(sent.outcome.text.hasSuffix("did not end within 10 s and was stopped"))
        let child = try #require(try sent.folder.read("child").split(separator: "\n").first)
        // A signal takes a moment; what was ended stays as a zombie until somebody waits for it.
        let isAlive = "kill -0 \(child) 2>/dev/null && ! grep -q 'State:.Z' /proc/\(child)/status"
        let gone = try await run(
            "sh", ["-c", "for turn in $(seq 600); do { \(isAlive); } || exit 0; sleep 0.1; done; exit 1"], in: "/")
        #expect(gone.status == 0)
    }

    @Test func doesNotKnowAfterASignal() async throws {
        let sent = try await send("kill -9 $$")
        #expect(sent.outcome.kind == "unknown")
        #expect(sent.outcome.text.contains("signal 9"))
    }

    @Test func doesNotWaitForWhatStaysBehind() async throws {
        let sent = try await send("cat > /dev/null; sleep 90 & exit 0", timeout: 60)
        #expect(sent.outcome.kind == "sent")
    }

    @Test func saysWhatIsMissing() async throws {
        let email = try channel(.email, from: "r@example.com")
        let one = try message(recipients: [.init(address: "a@example.com")])
        let none = await Sending().outcome(one, over: email, variables: ["FLAGCTL_SENDMAIL": "/no/such/program -t"])
        #expect(
            none
                == .unreachable(
                    "there is no command /no/such/program: install one such as msmtp, or name it in FLAGCTL_SENDMAIL"))
        let relative = await Sending().outcome(one, over: email, variables: ["FLAGCTL_SENDMAIL": "msmtp"])
        #expect(relative.text.hasPrefix("FLAGCTL_SENDMAIL is no path of a command"))
        let nobody = await Sending().outcome(try message(), over: email)
        #expect(nobody == .refused("the message has no recipients with an e-mail address"))
        let sender = await Sending().outcome(one, over: try channel(.email))
        #expect(sender.text.hasPrefix("the channel 'email' has no sender"))
    }

    @Test(arguments: [
        "-oQ/tmp", "a b@example.com", "a@b@c", "nobody", "a@example.com\nBcc: b@example.com", "a@exämple.com",
        "@example.com",
        "a@", "a@example.com,b@example.com", "<a@example.com>",
    ])
    func refusesAddressesThatAreNone(_ address: String) async throws {
        let sent = try await send(
            "touch called", recipients: [.init(address: "a@example.com"), .init(address: address)])
        #expect(sent.outcome.kind == "refused")
        #expect(sent.outcome.text.hasSuffix("is no e-mail address"))
        #expect(throws: (any Error).self) { try sent.folder.read("called") }
    }

    @Test func neverNamesSecretsOfTheEnvironment() async throws {
        let sent = try await send(
            "echo \"cannot log in with $SMTP_PASSWORD\" >&2; exit 77", variables: ["SMTP_PASSWORD": "hunter2hunter2"])
        #expect(sent.outcome.text.hasSuffix("cannot log in with …"))
    }
}
