/// Signs commits as git is configured to, with an external program.
public struct CommitSigner: Sendable {
    /// The formats of `gpg.format`.
    public enum Format: String, Sendable {
        case openpgp, ssh, x509
    }

    /// Which kind of signature it makes.
    public let format: Format
    /// The program that makes it.
    public let program: String
    /// `user.signingKey`; nil stands for the committer's name and address, or the agent's key.
    public let key: String?
    /// The command that names a key when none is set (`gpg.ssh.defaultKeyCommand`).
    let keyCommand: String?
    let environment: [String: String]
    let folder: String

    /// The detached signature of `payload`, without a line break at its end.
    public func sign(_ payload: [UInt8], committer: Identity) async throws(GitError) -> String {
        var text =
            switch format {
            case .openpgp, .x509: try await signWithGPG(payload, committer: committer)
            case .ssh: try await signWithSSH(payload)
            }
        text.removeAll { $0 == "\r" }
        text = text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
        while text.hasSuffix("\n") { text.removeLast() }
        guard !text.isEmpty else { throw .signingFailed(program: program, text: "it gave no signature") }
        return text
    }

    private func signWithGPG(_ payload: [UInt8], committer: Identity) async throws(GitError) -> String {
        let folder = try PrivateFolder(environment: environment)
        let file = try folder.write(payload, to: "commit")
        let result = try await start(program, ["--status-fd=2", "-bsau", key ?? committer.text], input: file)
        guard result.succeeded, ("\n" + result.error).contains("\n[GNUPG:] SIG_CREATED ") else {
            throw .signingFailed(program: program, text: result.complaint)
        }
        return result.text
    }

    /// Runs a program for signing; one that does not start is a signature that was not made.
    func start(
        _ name: String, _ arguments: [String], input: String = "/dev/null"
    ) async throws(GitError) -> Program.Result {
        do throws(GitError) {
            return try await Program(name: name, environment: environment, folder: folder).run(arguments, input: input)
        } catch {
            guard case .programFailed(let program, let text) = error else { throw error }
            throw .signingFailed(program: program, text: text)
        }
    }
}

extension Repository {
    /// The signer that `commit.gpgSign` asks for; nil when commits are not to be signed.
    public func commitSigner() throws(GitError) -> CommitSigner? {
        guard try flag("commit.gpgsign") == true else { return nil }
        return try signer()
    }

    /// A signer as `gpg.format` and `user.signingKey` have it, whether or not commits are to be signed.
    public func signer() throws(GitError) -> CommitSigner {
        let name = try setting("gpg.format") ?? "openpgp"
        guard let format = CommitSigner.Format(rawValue: name) else {
            throw .notAllowed("gpg.format is '\(name)'", hint: "git config gpg.format ssh")
        }
        var program = try path("gpg.\(format.rawValue).program")
        if format == .openpgp, program == nil { program = try path("gpg.program") }
        let usual = [CommitSigner.Format.openpgp: "gpg", .ssh: "ssh-keygen", .x509: "gpgsm"]
        let key = try setting("user.signingkey").flatMap { $0.isEmpty ? nil : $0 }
        return CommitSigner(
            format: format,
            program: program ?? usual[format] ?? "gpg",
            key: key.map { format == .ssh ? expanded($0) : $0 },
            keyCommand: format == .ssh ? try setting("gpg.ssh.defaultkeycommand") : nil,
            environment: location.environment,
            folder: workDirectory ?? gitDirectory
        )
    }
}
