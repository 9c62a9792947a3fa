#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension CommitSigner {
    /// Signs through files, because other programs than ssh-keygen read nothing else.
    func signWithSSH(_ payload: [UInt8], namespace: String = "git") async throws(GitError) -> String {
        let folder = try PrivateFolder(environment: environment)
        let key = try await sshKey()
        var arguments = ["-Y", "sign", "-n", namespace, "-f"]
        if let literal = CommitSigner.literal(key) {
            // Only the public half is known here: the agent signs.
            arguments += [try folder.write(Array((literal + "\n").utf8), to: "key.pub"), "-U"]
        } else {
            arguments.append(key)
        }
        let file = try folder.write(payload, to: "commit")
        let result = try await start(program, arguments + [file])
        guard result.succeeded else { throw .signingFailed(program: program, text: result.complaint) }
        guard let bytes = try FileSystem.bytes(file + ".sig") else {
            throw .signingFailed(program: program, text: "it wrote no signature")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func sshKey() async throws(GitError) -> String {
        if let key { return key }
        guard let keyCommand, !keyCommand.isEmpty else {
            throw .signingFailed(program: program, text: "user.signingKey is not set")
        }
        let words = keyCommand.split(whereSeparator: \.isWhitespace).map(String.init)
        let result = try await start(words[0], Array(words.dropFirst()))
        let line = result.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        guard result.succeeded, CommitSigner.literal(line) != nil else {
            throw .signingFailed(program: words[0], text: "it named no key: \(result.complaint)")
        }
        return line
    }

    /// The public key in a setting that holds one instead of a path.
    static func literal(_ key: String) -> String? {
        if key.hasPrefix("key::") { return String(key.dropFirst("key::".utf8.count)) }
        return key.hasPrefix("ssh-") ? key : nil
    }
}

/// A folder that only the user can read, removed with what is in it.
final class PrivateFolder {
    let path: String
    private var files: [String] = []

    init(environment: [String: String]) throws(GitError) {
        let parent = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array((parent + "/flagctl-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(errno, parent) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        for file in files {
            unlink(file)
            unlink(file + ".sig")
        }
        rmdir(path)
    }

    func write(_ bytes: [UInt8], to name: String) throws(GitError) -> String {
        let file = path + "/" + name
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .system(errno, file) }
        defer { close(descriptor) }
        files.append(file)
        try FileSystem.writeAll(descriptor, bytes, file)
        return file
    }
}
