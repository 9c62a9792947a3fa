/// Signs files with an ssh key in a namespace of their own, so that no signature of a commit can be taken for one.
public struct StatementSigner: Sendable {
    private let signer: CommitSigner

    /// The armoured signature of `message`, with a line break at its end.
    ///
    /// - Throws: ``GitError/signingFailed(program:text:)``.
    public func sign(_ message: [UInt8], namespace: String) async throws(GitError) -> [UInt8] {
        let text = try await signer.signWithSSH(message, namespace: namespace)
        guard text.hasPrefix("-----BEGIN SSH SIGNATURE-----") else {
            throw .signingFailed(program: signer.program, text: "it gave no ssh signature")
        }
        return Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    }

    init(_ signer: CommitSigner) { self.signer = signer }
}

extension Repository {
    /// A signer for statements: with `key`, the path of a key or `key::` and a public key that the agent knows, else
    /// with `user.signingKey` and `gpg.ssh.defaultKeyCommand` where `gpg.format` is `ssh`.
    ///
    /// - Throws: ``GitError/notAllowed(_:hint:)`` where no ssh key is named.
    public func statementSigner(key: String? = nil) throws(GitError) -> StatementSigner {
        let isSSH = try setting("gpg.format") == "ssh"
        var chosen = key
        if chosen == nil, isSSH { chosen = try setting("user.signingkey").flatMap { $0.isEmpty ? nil : $0 } }
        let command = isSSH ? try setting("gpg.ssh.defaultkeycommand") : nil
        guard chosen != nil || command != nil else {
            throw .notAllowed(
                "no ssh key is named to sign with",
                hint: "give one with --key ~/.ssh/id_ed25519, or: "
                    + "git config gpg.format ssh && git config user.signingKey ~/.ssh/id_ed25519.pub")
        }
        return StatementSigner(
            CommitSigner(
                format: .ssh, program: try path("gpg.ssh.program") ?? "ssh-keygen", key: chosen.map { expanded($0) },
                keyCommand: command, environment: location.environment, folder: workDirectory ?? gitDirectory))
    }
}
