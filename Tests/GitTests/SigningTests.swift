import Foundation
import TestSupport
import Testing

@testable import Git

@Suite struct SigningTests {
    let fixture: GitFixture

    init() async throws {
        fixture = try await GitFixture()
        try await fixture.commit(["a": "1"])
    }

    /// A key pair without a passphrase, trusted for the committer.
    private func makeKey(_ name: String = "key") async throws -> (path: String, literal: String) {
        let path = fixture.folder.path("home/\(name)")
        let made = try await run(
            "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", path], in: fixture.path,
            environment: fixture.environment)
        #expect(made.status == 0, "\(made.error)")
        let literal = try fixture.folder.read("home/\(name).pub").split(separator: "\n")[0]
        try fixture.folder.write("cay@example.com \(literal)\n", to: "home/signers")
        try await fixture.git("config", "gpg.ssh.allowedSignersFile", fixture.folder.path("home/signers"))
        try await fixture.git("config", "gpg.format", "ssh")
        try await fixture.git("config", "commit.gpgSign", "true")
        return (path, String(literal))
    }

    /// Makes a signed commit and lets git verify it.
    private func signed(_ changes: [String: String?] = [:]) async throws -> ObjectID {
        let repository = try fixture.open("", changes)
        let tip = try await fixture.tip()
        let signer = try #require(try repository.commitSigner())
        let id = try await repository.writeCommit(
            tree: try repository.commit(tip).tree, parents: [tip], message: "Signed ü\n\nFlag: CSF\n",
            author: repository.author(), committer: repository.committer(), signer: signer)
        #expect(try await fixture.fsck() == "")
        #expect(try repository.commit(id).message == "Signed ü\n\nFlag: CSF\n")
        return id
    }

    private func verify(_ id: ObjectID) async throws -> String {
        let result = try await run(
            "git", ["verify-commit", id.hex], in: fixture.path, environment: fixture.environment)
        return result.status == 0 ? "good" : result.error + result.output
    }

    @Test func `signs nothing unless it is asked to`() async throws {
        #expect(try fixture.open().commitSigner() == nil)
        try await fixture.git("config", "commit.gpgSign", "false")
        #expect(try fixture.open().commitSigner() == nil)
    }

    @Test func `signs with an ssh key file`() async throws {
        let key = try await makeKey()
        for path in [key.path, "~/key", key.path + ".pub"] {
            try await fixture.git("config", "user.signingKey", path)
            #expect(try await verify(signed()) == "good", "\(path)")
        }
    }

    @Test(arguments: ["", "key::"])
    func `signs with a key that only the agent has`(prefix: String) async throws {
        let key = try await makeKey()
        let socket = fixture.folder.path("agent")
        var variables = fixture.environment
        variables["SSH_AUTH_SOCK"] = socket
        let agent = try await run("ssh-agent", ["-a", socket], in: fixture.path, environment: variables)
        let number = agent.output.split(whereSeparator: { !$0.isNumber }).compactMap { pid_t($0) }.last
        let process = try #require(number)
        defer { kill(process, SIGTERM) }
        let added = try await run("ssh-add", ["-q", key.path], in: fixture.path, environment: variables)
        #expect(added.status == 0, "\(added.error)")
        try FileManager.default.removeItem(atPath: key.path)
        try await fixture.git("config", "user.signingKey", prefix + key.literal)
        #expect(try await verify(signed(["SSH_AUTH_SOCK": socket])) == "good")
        // Without a key in the settings, a command names it.
        try await fixture.git("config", "--unset", "user.signingKey")
        try fixture.folder.write("#!/bin/sh\necho 'key::\(key.literal)'\n", to: "home/which-key")
        try await run("chmod", ["+x", "home/which-key"], in: fixture.folder.path)
        try await fixture.git("config", "gpg.ssh.defaultKeyCommand", fixture.folder.path("home/which-key"))
        #expect(try await verify(signed(["SSH_AUTH_SOCK": socket])) == "good")
    }

    @Test func `signs with the program that the settings name`() async throws {
        let key = try await makeKey()
        try fixture.folder.write(
            "#!/bin/sh\ntouch '\(fixture.folder.path)/used'\nexec ssh-keygen \"$@\"\n", to: "home/mine")
        try await run("chmod", ["+x", "home/mine"], in: fixture.folder.path)
        try await fixture.git("config", "user.signingKey", key.path)
        try await fixture.git("config", "gpg.ssh.program", fixture.folder.path("home/mine"))
        #expect(try await verify(signed()) == "good")
        #expect(try fixture.folder.read("used") == "")
    }

    @Test(.enabled("gpg is not installed") { FileManager.default.fileExists(atPath: "/usr/bin/gpg") })
    func `signs with an OpenPGP key`() async throws {
        // The agent's socket must have a short path.
        let home = try TemporaryFolder("g")
        chmod(home.path, 0o700)
        var variables = fixture.environment
        variables["GNUPGHOME"] = home.path
        let made = try await run(
            "gpg",
            [
                "--batch", "--quiet", "--passphrase", "", "--quick-gen-key", "Cay Committer <cay@example.com>",
                "ed25519",
            ],
            in: fixture.path, environment: variables)
        #expect(made.status == 0, "\(made.error)")
        try await fixture.git("config", "commit.gpgSign", "true")
        for key in [nil, "cay@example.com"] {
            if let key { try await fixture.git("config", "user.signingKey", key) }
            let id = try await signed(["GNUPGHOME": home.path])
            let checked = try await run("git", ["verify-commit", id.hex], in: fixture.path, environment: variables)
            #expect(checked.status == 0, "\(checked.error)")
        }
        try await run("gpgconf", ["--kill", "all"], in: fixture.path, environment: variables)
    }

    @Test func `reports what goes wrong`() async throws {
        func failure(_ settings: [String: String]) async throws -> GitError? {
            for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
                try await fixture.git("config", name, value)
            }
            do {
                _ = try await signed()
                return nil
            } catch let error as GitError { return error }
        }
        let format = try await failure(["commit.gpgSign": "true", "gpg.format": "wax"])
        #expect(format?.code == "not-allowed")
        let key = try await failure(["gpg.format": "ssh"])
        #expect(key == .signingFailed(program: "ssh-keygen", text: "user.signingKey is not set"))
        let file = try await failure(["user.signingKey": "/nowhere/key"])
        #expect(file?.code == "signing-failed")
        #expect(file?.message.contains("/nowhere/key") == true)
        let program = try await failure(["gpg.ssh.program": "/nowhere/program"])
        #expect(program?.code == "signing-failed")
        let silent = try await failure(["gpg.format": "openpgp", "gpg.program": "true"])
        #expect(silent?.code == "signing-failed")
        #expect(try await fixture.git("rev-list", "--all", "--count") == "1")
    }
}
