import FlagModel
import FlagRepository
import Foundation
import Git
import TestSupport
import Testing

@testable import Governance

/// A flag repository whose production asks for one signed approval by a product owner, with everybody's keys.
///
/// Ann writes, Priya and Ann own the product, Mike is an engineer. Every commit is made by the system's git.
struct Governed: Sendable {
    let fixture: FlagFixture

    static let approvals = """
        "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "signed", "validFor": "P14D" }
        """

    /// The environment's file with a policy.
    static func production(
        version: Int? = 1, _ approvals: String = approvals, more: String = #""lowering": { "reviewWithin": "P1D" }"#
    ) -> String {
        let number = version.map { ",\n    \"version\": \($0)" } ?? ""
        return """
            {
              "key": "production",
              "name": "Production",
              "order": 3,
              "population": 150000,
              "policy": {
                \(approvals),
                \(more)\(number)
              }
            }

            """
    }

    /// Lays the repository out with `people`, who get keys of their own names, and other files.
    init(
        _ files: [String: String?] = [:], keys: [String] = ["ann", "priya", "mike"],
        lines: (String, String) -> [String] = { _, line in [line] }
    ) async throws {
        let folder = try FlagFixture.keyFolder()
        var publicKeys: [String: String] = [:]
        for name in keys { publicKeys[name] = try await folder.key(name) }
        fixture = try await FlagFixture(
            [
                "environments/production/environment.json": Governed.production(),
                ".flagctl/people.json": Governed.people { name in
                    publicKeys[name].map { lines(name, $0) } ?? []
                },
            ].merging(files) { $1 })
        for name in keys {
            try fixture.repository.folder.write(folder.read(name), to: "home/\(name)")
            try fixture.repository.folder.write(folder.read(name + ".pub"), to: "home/\(name).pub")
            chmod(fixture.repository.folder.path("home/\(name)"), 0o600)
        }
    }

    /// The file of people, with some keys.
    static func people(
        roles: [String: [String]] = ["ann": ["product-owner"], "priya": ["product-owner"], "mike": ["engineer"]],
        keys: (String) -> [String]
    ) -> String {
        let names = [("ann", "Ann Author"), ("mike", "Mike"), ("priya", "Priya N")]
        let people = names.map { key, name in
            let lines = keys(key).map { "\"\($0.replacingOccurrences(of: "\"", with: "\\\""))\"" }
            let roles = (roles[key] ?? []).map { "\"\($0)\"" }.joined(separator: ", ")
            return """
                    { "key": "\(key)", "name": "\(name)", "emails": ["\(key)@example.com"], "roles": [\(roles)],
                      "keys": [\(lines.joined(separator: ", "))] }
                """
        }
        return "{\n  \"people\": [\n\(people.joined(separator: ",\n"))\n  ],\n  \"groups\": []\n}\n"
    }

    /// Somebody's public key as a line.
    func publicKey(_ name: String) throws -> String {
        try fixture.repository.folder.read("home/\(name).pub").trimmingCharacters(in: .newlines)
    }

    // MARK: Changes

    /// Who says what about a change.
    struct Says: Sendable {
        var person: String
        var role: Statement.Role
        var key: String?
        var namespace = Statement.namespace
        var time = "2026-01-02T08:00:00Z"
        var reason: String?

        static let author = Says(person: "ann", role: .author)
        static let approved = Says(person: "priya", role: .approve)
    }

    /// Both who are asked.
    static let both = [Says.author, .approved]

    func repository() throws -> FlagRepository {
        try FlagRepository(opening: GitLocation(path: fixture.path, environment: fixture.environment))
    }

    /// Raises production: the flag CSF is turned on.
    static let raise: [String: String?] = [
        "environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)
    ]
    /// The same flag as it is at first.
    static let lower: [String: String?] = ["environments/production/flags/CSF.json": SampleFlags.state("CSF")]

    /// What a statement about the files as they are in the work tree says.
    func proposed() async throws -> ProposedChange {
        try await fixture.git("add", "--all")
        let tree = try #require(ObjectID(hex: try await fixture.git("write-tree")))
        let head = try #require(ObjectID(hex: try await fixture.head()))
        return try ProposedChange(repository(), base: head, result: tree)
    }

    /// Signs statements about the files in the work tree and files them there.
    @discardableResult
    func say(
        _ says: [Says], change: String = "change-1", _ alter: (Statement) -> Statement = { $0 }
    ) async throws -> [Statement] {
        let proposed = try await proposed()
        var statements: [Statement] = []
        for one in says {
            let statement = alter(
                proposed.statement(
                    one.role, by: key(one.person), change: change, reason: one.reason, time: .moment(one.time)))
            try await file(statement, key: one.key ?? one.person, namespace: one.namespace)
            statements.append(statement)
        }
        return statements
    }

    /// Signs a statement and files it in the work tree.
    func file(_ statement: Statement, key: String, namespace: String = Statement.namespace) async throws {
        let signer = try repository().git.statementSigner(key: fixture.repository.folder.path("home/\(key)"))
        let signature = try await signer.sign(statement.bytes, namespace: namespace)
        try fixture.write([
            statement.path: String(decoding: statement.bytes, as: UTF8.self),
            statement.signaturePath: String(decoding: signature, as: UTF8.self),
        ])
    }

    /// Changes files, has people say what they say, and commits all of it.
    @discardableResult
    func step(
        _ files: [String: String?], _ says: [Says] = [], change: String = "change-1",
        message: String = "Change by hand", at time: String = "2026-01-02T09:00:00Z",
        by author: String = "Ann Author <ann@example.com>"
    ) async throws -> String {
        try fixture.write(files)
        try await say(says, change: change)
        return try await fixture.commit([:], message, at: time, by: author)
    }

    // MARK: Verification

    func verify(
        _ tip: String = "HEAD", root: String? = nil, checkpoint: Checkpoint? = nil, keepsResults: Bool = false,
        now: String = "2026-01-02T12:00:00Z"
    ) async throws -> Verification {
        let tip = try #require(ObjectID(hex: try await fixture.head(tip)))
        var start: ObjectID?
        if let root { start = ObjectID(hex: try await fixture.head(root)) }
        let request = Verifier.Request(
            tip: tip, root: start, checkpoint: checkpoint, now: .moment(now), keepsResults: keepsResults)
        let location = GitLocation(path: fixture.path, environment: fixture.environment)
        return try await Verifier(FlagRepository(opening: location), request, location: location).run()
    }
}

extension Verification {
    /// The names of what is wrong, in order.
    var names: [String] { violations.map(\.kind.name) }
    /// Why statements and trailers do not count, over all violations.
    var whys: [String] { violations.flatMap(\.rejections).map(\.why.rawValue) }
    /// All that is wrong, for messages of tests.
    var story: String {
        violations.map { "\($0.kind.name) \($0.scope?.text ?? "") \($0.message) \($0.rejections.map(\.text))" }
            .joined(separator: "\n")
    }
}

extension FlagFixture {
    fileprivate static func keyFolder() throws -> TemporaryFolder { try TemporaryFolder("keys") }
}

extension TemporaryFolder {
    /// Makes an ed25519 key without a passphrase and gives its public line.
    func key(_ name: String) async throws -> String {
        let made = try await run(
            "ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", path(name)], in: path)
        guard made.status == 0 else { throw GitFailure(arguments: ["ssh-keygen"], text: made.error) }
        return try read(name + ".pub").trimmingCharacters(in: .newlines)
    }
}
