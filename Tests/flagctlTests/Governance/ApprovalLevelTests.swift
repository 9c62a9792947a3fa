import Foundation
import TestSupport
import Testing

/// What `log`, `blame` and `show` say of approvals that are signed.
@Suite("Levels of approvals") struct ApprovalLevelTests {
    private static let verbs = ["log --limit 1", "blame CSF --env production", "show CSF --env production"]

    private func landed() async throws -> SignedRepository {
        let signed = try await SignedRepository()
        let branch = try await signed.propose()
        try await signed.shell("flagctl approve \(branch) --yes", as: "ann")
        try await signed.shell("flagctl approve \(branch) --yes", as: "priya")
        try await signed.shell("flagctl land \(branch)", as: "mike")
        return signed
    }

    /// A shell in which ssh-keygen fails and leaves a trace.
    private func withoutKeygen(_ signed: SignedRepository) throws -> [String: String] {
        let trace = signed.folder.path("called")
        try signed.folder.write("#!/bin/sh\necho called >> '\(trace)'\nexit 1\n", to: "stub/ssh-keygen")
        chmod(signed.folder.path("stub/ssh-keygen"), 0o755)
        let path = signed.environment("ann")["PATH"] ?? ""
        return ["PATH": signed.folder.path("stub") + ":" + path]
    }

    @Test("signed approvals are printed as signed, and no process checks them twice")
    func signed() async throws {
        let signed = try await landed()
        for verb in Self.verbs {
            #expect(try await signed.shell("flagctl \(verb)", as: "ann").contains("(signed)"), "\(verb)")
        }
        let stub = try withoutKeygen(signed)
        for verb in Self.verbs {
            let again = try await signed.tryShell("flagctl \(verb)", as: "ann", with: stub)
            #expect(again.status == 0 && again.output.contains("(signed)"), "\(verb): \(again.error)")
        }
        #expect(!FileManager.default.fileExists(atPath: signed.folder.path("called")))
        let json = try await signed.shell("flagctl log --limit 1 --format json", as: "ann")
        #expect(json.contains("\"level\": \"signed\""))
    }

    @Test("what cannot be checked, or does not hold, stays claimed")
    func claimed() async throws {
        let signed = try await landed()
        try await signed.shell("rm -f .git/flagctl/signatures", as: "ann")
        let stub = try withoutKeygen(signed)
        for verb in Self.verbs {
            let unchecked = try await signed.tryShell("flagctl \(verb)", as: "ann", with: stub)
            #expect(unchecked.status == 0 && unchecked.output.contains("(claimed)"), "\(verb): \(unchecked.error)")
        }
        #expect(FileManager.default.fileExists(atPath: signed.folder.path("called")))
        // The same statements on another change: the fallthrough is not what was signed.
        try await signed.shell(
            "sed -i.bak 's/\"fallthrough\": \"on\"/\"fallthrough\": { \"on\": 50, \"off\": 50 }/' "
                + "environments/production/flags/CSF.json && rm environments/production/flags/*.bak "
                + "&& git commit --quiet --all --amend --no-edit", as: "ann")
        for verb in Self.verbs {
            let replayed = try await signed.shell("flagctl \(verb)", as: "ann")
            #expect(replayed.contains("(claimed)") && !replayed.contains("(signed)"), "\(verb)")
        }
    }
}
