public import FlagModel
public import Git

/// A statement that was signed just now, checked as the verifier will check it.
public struct NewStatement: Sendable {
    /// What is said.
    public let statement: Statement
    /// The armoured signature.
    public let signature: [UInt8]

    /// Signs a statement and checks the signature against the people of the rules.
    ///
    /// - Throws: ``GitError`` where nothing is signed; ``Rejection`` where the statement would not count.
    public init(
        signing statement: Statement, with signer: StatementSigner, rules: Rulebook, location: GitLocation
    ) async throws {
        self.statement = statement
        signature = try await signer.sign(statement.bytes, namespace: Statement.namespace)
        let filed = FiledStatement(path: statement.path, message: statement.bytes, signature: signature, rules: rules)
        if let rejection = filed.rejection { throw rejection }
        guard let check = filed.check, try await SSHKeygen(location).verify([check]) == [true] else {
            throw Rejection(who: statement.person.text, why: .badSignature)
        }
    }

    /// The forge whose key signed it; nil where a person's did.
    public func forge(_ rules: Rulebook) -> ForgeKey? {
        guard let key = SSHSignature(armoured: signature)?.publicKey,
            case .forge(let forge, _) = rules.keys.owner(of: key)
        else { return nil }
        return forge
    }

    /// The files to commit, by path.
    public var files: [(path: String, bytes: [UInt8])] {
        [(statement.path, statement.bytes), (statement.signaturePath, signature)]
    }
}

extension Rejection: Error {}
