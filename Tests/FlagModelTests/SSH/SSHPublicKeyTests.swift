import TestSupport
import Testing

@testable import FlagModel

@Suite struct SSHPublicKeyTests {
    @Test(
        "reads the keys that ssh-keygen makes, and writes the same line",
        arguments: [("ed25519", "256"), ("ecdsa", "256"), ("ecdsa", "384"), ("ecdsa", "521"), ("rsa", "2048")])
    func real(type: String, bits: String) async throws {
        let folder = try TemporaryFolder("key")
        try await run(
            "ssh-keygen", ["-q", "-t", type, "-b", bits, "-N", "", "-C", "maya@host two", "-f", folder.path("key")],
            in: folder.path)
        let line = try folder.read("key.pub").split(separator: "\n")[0]
        let key = try SSHPublicKey(line: String(line))
        #expect(key.line == line && key.comment == "maya@host two")
        let secret = try folder.read("key")
        #expect(throws: SSHPublicKey.Problem.privateKey) { try SSHPublicKey(line: secret) }
    }

    /// A key on a security key, made by hand: its type, the 32 bytes 0 to 31, and the application `ssh:`.
    static let security =
        "sk-ssh-ed25519@openssh.com "
        + "AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fAAAABHNzaDo= token"

    static let plain =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m maya@example.com"

    @Test func `reads keys that live on a security key`() throws {
        #expect(try SSHPublicKey(line: Self.security).kind == .securityEd25519)
    }

    @Test func `white space around and inside a line does not make another key`() throws {
        let parts = Self.plain.split(separator: " ")
        let other = try SSHPublicKey(line: "  \(parts[0])\t\(parts[1])   another  comment ")
        #expect(other.blob == (try SSHPublicKey(line: Self.plain).blob))
        #expect(other.comment == "another comment")
    }

    @Test(
        "refuses what is no key for a person",
        arguments: [
            ("", "the line is empty"),
            ("ssh-ed25519", "what follows 'ssh-ed25519' is no base64"),
            ("ssh-ed25519 AAAA!", "what follows 'ssh-ed25519' is no base64"),
            ("ssh-ed25519 AAAA", "the key inside is not of the type 'ssh-ed25519'"),
            (
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m",
                "the key inside is not of the type 'ssh-rsa'"
            ),
            (
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKA==",
                "the key is cut off or damaged"
            ),
            (
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9mAAAA",
                "the key is cut off or damaged"
            ),
            ("ssh-dss AAAA", "there is no key type 'ssh-dss'"),
            ("The agent has no identities.", "there is no key type 'The'"),
            ("restrict,command=\"ls\" \(plain)", "the line begins with options, which have no meaning here"),
            ("ssh-ed25519-cert-v01@openssh.com AAAA", "this is a certificate, not a key"),
        ])
    func refuses(line: String, why: String) {
        do throws(SSHPublicKey.Problem) {
            _ = try SSHPublicKey(line: line)
            Issue.record("'\(line)' is taken for a key")
        } catch {
            #expect(error.message == why)
        }
    }

    @Test func `refuses a weak RSA key`() {
        let key =
            "AAAAB3NzaC1yc2EAAAADAQABAAAAgQCbEK7ov3MWz/XfFtNtFjiuhSJkWb9Kdf/9RAG7P2Gsg01Z4qMksHZyanJbF/"
            + "CCPc24kJp4rx2mqFZSRsY5Y4NYid7rzy+bl0SUfCtB3DfF6oDSefWp2BvGOnnFMhv6peAC2jwk+zYGYJYhXbhptYAG"
            + "iilHVOT2Lr5NVPtflRjRfw=="
        #expect(throws: SSHPublicKey.Problem.weak(bits: 1024)) { try SSHPublicKey(line: "ssh-rsa \(key)") }
    }

    @Test func `a text of lines has its keys, and its first bad line has a number`() throws {
        let text = "# team\n\n\(Self.plain)\r\n  \(Self.security)\n"
        #expect(try SSHKeyText.keys(in: text).map(\.kind) == [.ed25519, .securityEd25519])
        #expect(throws: SSHKeyText.BadLine(number: 6, problem: .unknownType("what"))) {
            try SSHKeyText.keys(in: text + "\nwhat is this")
        }
    }
}
