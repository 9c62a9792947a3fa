import Crypto
import Documents
import FlagModel
import Git

/// A statement that a step files, with what can be said of it without running a program.
struct FiledStatement: Sendable {
    let path: String
    let statement: Statement?
    /// The check that decides whether the signature is good; nil where it is pointless.
    let check: SSHKeygen.Check?
    let person: Person?
    /// The key that is said to have signed.
    let key: SigningKey?
    /// Why it does not count whatever the signature is.
    let rejection: Rejection?

    /// What names a check's result in the cache: the SHA-256 of all that the result depends on.
    let cacheKey: String?

    private static func cacheKey(_ check: SSHKeygen.Check) -> String {
        var hash = SHA256()
        for part in [check.message, check.signature, Array(check.allowedSigner.utf8)] {
            hash.update(data: Array("\(part.count):".utf8))
            hash.update(data: part)
        }
        return Hexadecimal.text(hash.finalize())
    }

    /// Whether nobody files such a thing in good faith.
    var isBad: Bool {
        switch rejection?.why {
        case .malformed, .misfiled, .noSignature, .badSignature, .otherNamespace, .otherPersonsKey, .forgesKey,
            .noForgesKey:
            true
        default: false
        }
    }

    /// Reads a filed statement and looks its key up among the people of the rules.
    init(path: String, message: [UInt8], signature: [UInt8]?, rules: Rulebook) {
        var found = Found()
        rejection = Self.read(path, message, signature, rules, into: &found)
        self.path = path
        statement = found.statement
        person = found.person
        key = found.key
        check = rejection == nil ? found.check : nil
        cacheKey = check.map(Self.cacheKey)
    }

    private init(_ other: FiledStatement, rejection: Rejection) {
        path = other.path
        statement = other.statement
        check = nil
        cacheKey = nil
        person = other.person
        key = other.key
        self.rejection = rejection
    }

    /// The same statement, which does not count.
    func rejected(_ why: Rejection.Reason, _ detail: String? = nil) -> FiledStatement {
        FiledStatement(self, rejection: Rejection(who: Self.name(path), why: why, detail: detail))
    }

    /// What reading finds out before it ends.
    private struct Found {
        var statement: Statement?
        var person: Person?
        var key: SigningKey?
        var check: SSHKeygen.Check?
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").suffix(2).joined(separator: "/") }

    private static func read(
        _ path: String, _ message: [UInt8], _ signature: [UInt8]?, _ rules: Rulebook,
        into found: inout Found
    ) -> Rejection? {
        func no(_ why: Rejection.Reason, _ detail: String? = nil) -> Rejection {
            Rejection(who: name(path), why: why, detail: detail)
        }
        let statement: Statement
        do throws(StatementProblem) {
            statement = try Statement(parsing: message)
        } catch {
            return no(.malformed, error.message)
        }
        found.statement = statement
        guard statement.path == path else { return no(.misfiled, "it belongs at \(statement.path)") }
        guard let signature else { return no(.noSignature) }
        guard let parts = SSHSignature(armoured: signature) else { return no(.badSignature, "no ssh signature") }
        guard parts.namespace == Statement.namespace else { return no(.otherNamespace, "'\(parts.namespace)'") }
        guard let person = rules.people?.person(statement.person) else {
            return no(.unknownPerson, "not in .flagctl/people.json before the step")
        }
        found.person = person
        switch rules.keys.owner(of: parts.publicKey) {
        case .nobody: return no(.unknownKey, "not in .flagctl/people.json before the step")
        case .several(let names): return no(.sharedKey, names.joined(separator: ", "))
        case .revoked: return no(.revokedKey)
        // What a forge says of somebody's review is never what somebody says, nor the other way round.
        case .forge(let forge, _) where statement.role != .forge: return no(.forgesKey, "it is \(forge)'s")
        case .person(let owner, _) where statement.role == .forge: return no(.noForgesKey, "it is \(owner)'s")
        case .person(let owner, _) where owner != person.key: return no(.otherPersonsKey, "it is \(owner)'s")
        case .person(let owner, let key): return check(message, signature, owner.text, key, statement, into: &found)
        case .forge(let owner, let key): return check(message, signature, owner.text, key, statement, into: &found)
        }
    }

    private static func check(
        _ message: [UInt8], _ signature: [UInt8], _ principal: String, _ key: SigningKey, _ statement: Statement,
        into found: inout Found
    ) -> Rejection? {
        found.key = key
        guard key.isValid(at: statement.time) else {
            return Rejection(who: name(statement.path), why: .expiredKey)
        }
        found.check = SSHKeygen.Check(
            message: message, signature: signature, allowedSigner: key.allowedSigner(principal: principal),
            principal: principal, namespace: Statement.namespace, time: Int64(statement.time.unixSeconds))
        return nil
    }

    /// The same statement under other rules; itself where it does not count anyway.
    func reread(under rules: Rulebook) -> FiledStatement {
        guard let check else { return self }
        return FiledStatement(path: path, message: check.message, signature: check.signature, rules: rules)
    }
}

extension FiledStatement {
    /// The statements that a step adds.
    static func added(by delta: StepDelta, rules: Rulebook, _ git: Repository) throws(GitError) -> [FiledStatement] {
        var files: [String: ObjectID] = [:]
        for change in delta.filed where change.before == nil {
            if let after = change.after, after.mode == .regular { files[change.path] = after.id }
        }
        var statements: [FiledStatement] = []
        for (path, id) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".json") {
            let signature = try files[Statement.signaturePath(of: path)].map { (id) throws(GitError) in
                try git.blob(id, limit: 1 << 20)
            }
            statements.append(
                FiledStatement(path: path, message: try git.blob(id), signature: signature, rules: rules))
        }
        return statements
    }
}
