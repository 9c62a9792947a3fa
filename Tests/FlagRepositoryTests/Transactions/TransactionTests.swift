import Documents
import Foundation
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct TransactionTests {
    @Test func `commits the edit on the branch and lets index and work tree follow`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.head()
        let commit = try await flags.edit("Enable CSF") {
            try $0.set(Keys.state("CSF", in: "production"), ["enabled"], true)
        }
        #expect(try await flags.head() == commit.hex)
        #expect(try await flags.head("HEAD^") == before)
        #expect(
            try await flags.git("diff", "--name-only", "HEAD^") == "environments/production/flags/CSF.json")
        #expect(
            try flags.repository.read("environments/production/flags/CSF.json")
                == SampleFlags.files["environments/production/flags/CSF.json"]?.replacing("false", with: "true"))
        try await flags.expectSound()
    }

    @Test func `the commit has the identity of the environment and the moment that was given`() async throws {
        let flags = try await FlagFixture()
        try await flags.edit("Enable CSF", at: "2026-02-03T04:05:06Z") {
            try $0.set(Keys.state("CSF", in: "production"), ["enabled"], true)
        }
        let line = try await flags.git("log", "-1", "--format=%an <%ae> %aI, %cn <%ce> %cI")
        #expect(
            line == "Ann Author <ann@example.com> 2026-02-03T04:05:06+00:00, "
                + "Cay Committer <cay@example.com> 2026-02-03T04:05:06+00:00")
    }

    @Test func `adds and removes files, with their folders`() async throws {
        let flags = try await FlagFixture()
        let staging = try Keys.environment("staging")
        try await flags.edit {
            try $0.create(.environment(staging), ["key": "staging", "name": "Staging", "order": 2])
            for path in try $0.base.git.files(in: #require($0.base.tree), under: "environments/development").map(\.path)
            {
                try $0.remove(path)
            }
        }
        #expect(
            try await flags.git("ls-tree", "--name-only", "HEAD", "environments/")
                == "environments/production\nenvironments/staging")
        #expect(!flags.repository.has("environments/development"))
        try await flags.expectSound()
    }

    @Test func `executable bits and other files stay as they are`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("update-index", "--chmod=+x", "hooks/pre-commit", "flags/CSF.json")
        try await flags.git("commit", "--quiet", "--message", "Make executable")
        try await flags.git("checkout", "--quiet", "--", ".")
        try await flags.edit {
            try $0.set(Keys.definition("CSF"), ["name"], "Grid")
            try $0.put(Array("#!/bin/sh\nexit 1\n".utf8), at: "hooks/pre-commit")
        }
        #expect(try await flags.git("ls-tree", "HEAD", "hooks/pre-commit").hasPrefix("100755"))
        #expect(try await flags.git("ls-tree", "HEAD", "flags/CSF.json").hasPrefix("100755"))
        #expect(FileManager.default.isExecutableFile(atPath: flags.path + "/hooks/pre-commit"))
        #expect(try flags.repository.read("README.md") == "Not a document.\n")
        try await flags.expectSound()
    }

    @Test func `an edit that changes nothing is refused and writes nothing`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.fingerprint()
        let error = await #expect(throws: RepositoryError.self) {
            try await flags.edit("Disable CSF") { try $0.set(Keys.state("CSF", in: "production"), ["enabled"], false) }
        }
        guard case .nothingToDo("Disable CSF") = error else { return unexpected(error) }
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `what the edit or the review throws leaves everything as it was`() async throws {
        struct Refusal: Error {}
        let flags = try await FlagFixture()
        let before = try await flags.fingerprint()
        let transaction = Transaction(on: try flags.open())
        await #expect(throws: Refusal.self) {
            _ = try await transaction.run { draft in
                try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
                return ChangeMessage(subject: "Enable CSF")
            } review: { _, _ in
                throw Refusal()
            }
        }
        #expect(try await flags.fingerprint() == before)
    }

    @Test func `the review sees both sides, the paths, the changes and the author, and may add to the message`()
        async throws
    {
        let flags = try await FlagFixture()
        let (csf, production) = try (Keys.flag("CSF"), Keys.environment("production"))
        let outcome = try await Transaction(on: flags.open()).run { draft in
            try draft.set(.state(production, csf), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF")
        } review: { review, message in
            #expect(review.branch.name == "main")
            let (before, after) = try (
                review.base.state(csf, in: production), review.result.state(csf, in: production)
            )
            #expect(before?.enabled == false && after?.enabled == true)
            #expect(review.paths == ["environments/production/flags/CSF.json"])
            #expect(review.changes.map(\.summary) == ["turned on"])
            #expect(review.author.text == "Ann Author <ann@example.com>")
            message.trailers.append(Trailer(key: "Reviewed", value: "yes"))
        }
        #expect(outcome.branch.name == "main")
        #expect(try await flags.message() == "Enable CSF\n\nReviewed: yes\n")
    }

    @Test func `a dry run tells what it would do and writes nothing`() async throws {
        let flags = try await FlagFixture()
        let before = try await flags.fingerprint()
        let outcome = try await Transaction(on: flags.open(), dryRun: true).run { draft in
            try draft.set(Keys.state("CSF", in: "production"), ["enabled"], true)
            return ChangeMessage(subject: "Enable CSF")
        } review: { _, _ in
        }
        #expect(outcome.commit == nil)
        #expect(outcome.review.changes.count == 1)
        #expect(try await flags.fingerprint() == before)
        #expect(!flags.repository.has(".git/flagctl"))
    }
}
