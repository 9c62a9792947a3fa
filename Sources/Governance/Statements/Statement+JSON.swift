import Documents
import FlagModel
import Git

extension Statement {
    /// `_type` of in-toto statements.
    static let type = "https://in-toto.io/Statement/v1"
    /// What kind of predicate it is.
    static let predicateType = "urn:flagctl:approval:1"

    /// The bytes that are stored and signed.
    public var bytes: [UInt8] { CanonicalJSON.bytes(of: json) }

    private var json: JSONValue {
        [
            "_type": .string(Statement.type),
            "subject": .array(
                claims.map { ["name": .string($0.scope.text), "digest": ["sha256": .string($0.after)]] }),
            "predicateType": .string(Statement.predicateType),
            "predicate": predicate,
        ]
    }

    private var predicate: JSONValue {
        var object = JSONObject()
        object["genesis"] = .string(genesis.hex)
        object["branch"] = .string(branch)
        object["change"] = .string(change)
        object["role"] = .string(role.rawValue)
        object["person"] = .string(person.text)
        object["commit"] = commit.map { .string($0.hex) }
        object["reason"] = reason.map { .string($0) }
        object["ticket"] = ticket.map { .string($0) }
        object["time"] = .string(time.text)
        object["scopes"] = .array(
            claims.map { claim in
                [
                    "scope": .string(claim.scope.text),
                    "scopeHead": .string(claim.scopeHead.hex),
                    "before": .string(claim.before),
                    "after": .string(claim.after),
                    "policyVersion": .number(JSONNumber(claim.policyVersion)),
                ]
            })
        return .object(object)
    }

    /// Reads a statement.
    ///
    /// Only the very bytes that ``bytes`` writes are one, so that no reader can see in it what another does not.
    ///
    /// - Throws: ``StatementProblem``.
    public init(parsing bytes: [UInt8]) throws(StatementProblem) {
        let value: JSONValue
        do throws(JSONSyntaxError) {
            value = try JSONDocument(parsing: bytes).value
        } catch {
            throw StatementProblem("line \(error.position.line): \(error.message)")
        }
        guard value["_type"]?.string == Statement.type, value["predicateType"]?.string == Statement.predicateType else {
            throw StatementProblem("it is no statement of kind \(Statement.predicateType)")
        }
        guard let predicate = value["predicate"], let statement = Statement(predicate: predicate) else {
            throw StatementProblem("members are missing or malformed")
        }
        guard statement.bytes == bytes else {
            throw StatementProblem("it is not laid out as flagctl writes statements")
        }
        self = statement
    }

    private init?(predicate: JSONValue) {
        func text(_ name: String) -> String? { predicate[name]?.string }
        guard let genesis = text("genesis").flatMap(ObjectID.init(hex:)), let branch = text("branch"),
            let change = text("change"), Statement.isChange(change), let role = text("role").flatMap(Role.init),
            let person = text("person").flatMap({ PersonKey($0) }), let time = text("time").flatMap(Timestamp.init),
            let list = predicate["scopes"]?.array
        else { return nil }
        let claims = list.compactMap(Claim.init)
        guard claims.count == list.count, !claims.isEmpty, Set(claims.map(\.scope)).count == claims.count else {
            return nil
        }
        self.init(
            genesis: genesis, branch: branch, claims: claims, change: change, role: role, person: person,
            commit: text("commit").flatMap(ObjectID.init(hex:)), reason: text("reason"), ticket: text("ticket"),
            time: time)
        guard role.isAboutCommit == (commit != nil), role != .breakGlass || reason?.isEmpty == false else { return nil }
    }

    /// Whether a text can name a change: it becomes the name of a folder.
    static func isChange(_ text: String) -> Bool { PersonKey(text) != nil }
}

extension Statement.Claim {
    fileprivate init?(_ value: JSONValue) {
        guard let scope = value["scope"]?.string.flatMap({ Scope($0) }),
            let head = value["scopeHead"]?.string.flatMap(ObjectID.init(hex:)),
            let before = value["before"]?.string, let after = value["after"]?.string,
            let version = value["policyVersion"]?.number.flatMap({ Int($0.literal) })
        else { return nil }
        self.init(scope: scope, scopeHead: head, before: before, after: after, policyVersion: version)
    }
}

/// Why bytes are no statement.
public struct StatementProblem: Error, Sendable, Hashable {
    /// Lower case, no full stop.
    public let message: String

    init(_ message: String) { self.message = message }
}
