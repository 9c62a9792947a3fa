import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// A file that is given to a workflow: what it is called and what it says.
public struct NamedText: Sendable {
    /// What messages call it.
    public let name: String
    /// What it says.
    public let text: String

    /// Joins both.
    public init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    /// What it says as JSON.
    ///
    /// - Throws: a ``Failure`` with the place of the error.
    var json: JSONValue {
        get throws {
            do throws(JSONSyntaxError) {
                return try JSONDocument(parsing: Array(text.utf8)).value
            } catch {
                throw Failure(
                    "syntax", "\(name):\(error.position.line):\(error.position.column): \(error.message)",
                    hint: "several pages become one list with: gh api --paginate --slurp")
            }
        }
    }

    /// The JSON as one list, whether it is one or a list of pages.
    var list: JSONValue {
        get throws {
            let value = try json
            guard let pages = value.array, !pages.isEmpty, pages.allSatisfy({ $0.array != nil }) else { return value }
            return .array(pages.flatMap { $0.array ?? [] })
        }
    }
}

extension FlagRepository {
    /// The commits of a pull request's head as GitHub lists them, from git itself; accounts only where addresses name them.
    ///
    /// - Throws: a ``Failure`` where the head is not here.
    func commitPayload(head text: String?, number: Int?, notIn base: ObjectID) throws -> JSONValue {
        let missing = Failure(
            "head-missing", "the head of the pull request is not in this clone",
            hint: "git fetch origin refs/pull/\(number ?? 0)/head, or give its commits with --commits")
        guard let head = text.flatMap({ ObjectID(hex: $0) }) else { throw missing }
        do throws(GitError) {
            _ = try git.commit(head)
        } catch {
            if case .missingObject = error { throw missing }
            throw error
        }
        return .array(
            try git.strictCommits(of: head, notIn: base).map { commit in
                [
                    "sha": .string(commit.id.hex),
                    "commit": [
                        "author": ["email": .string(commit.author.email)],
                        "committer": ["email": .string(commit.committer.email)],
                    ],
                    "author": Self.account(commit.author.email), "committer": Self.account(commit.committer.email),
                ]
            })
    }

    /// The account of an address that GitHub gives: its own, and `<number>+<name>@users.noreply.github.com`.
    private static func account(_ email: String) -> JSONValue {
        if email == "noreply@github.com" { return ["id": 19_864_447, "login": "web-flow"] }
        let parts = email.split(separator: "@")
        guard parts.count == 2, parts[1] == "users.noreply.github.com",
            let plus = parts[0].firstIndex(of: "+"), let id = Int(parts[0][..<plus])
        else { return .null }
        return [
            "id": .number(JSONNumber(id)), "login": .string(String(parts[0][parts[0].index(after: plus)...])),
        ]
    }
}
