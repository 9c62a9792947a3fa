public import Git

/// Which checks of signatures came out good, kept by content so that the same check is not made twice.
public struct SignatureResults: Sendable {
    private static let file = "signatures"
    private var good: Set<String>
    private var new: [String] = []

    /// Starts with what an earlier run has found.
    public init(_ git: Repository) throws(GitError) {
        let bytes = try git.derivedFile(Self.file) ?? []
        // A line that a killed program cut short names no check.
        good = Set(bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self) })
    }

    /// Makes the checks whose results are not known yet; gives how many were made.
    mutating func make(_ statements: [FiledStatement], _ keygen: SSHKeygen) async throws(GitError) -> Int {
        var seen: Set<String> = []
        var keys: [String] = []
        var checks: [SSHKeygen.Check] = []
        for statement in statements {
            guard let key = statement.cacheKey, let check = statement.check, !good.contains(key),
                seen.insert(key).inserted
            else { continue }
            keys.append(key)
            checks.append(check)
        }
        for (key, isGood) in zip(keys, try await keygen.verify(checks)) where isGood {
            good.insert(key)
            new.append(key)
        }
        return checks.count
    }

    /// Whether a statement's signature is good.
    func isGood(_ statement: FiledStatement) -> Bool { statement.cacheKey.map(good.contains) ?? false }

    /// Keeps what was found for the next run.
    func save(_ git: Repository) throws(GitError) {
        guard !new.isEmpty else { return }
        try git.append(Array((new.joined(separator: "\n") + "\n").utf8), toDerivedFile: Self.file)
    }
}
