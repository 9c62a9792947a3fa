import FlagModel
import Git
import Governance

/// Who signs, and with what.
public struct Signatory: Sendable {
    /// The person's key; who git's author is where nothing is given.
    public var person: String?
    /// The path of an ssh key, or `key::` and a public key; git's signing key where nothing is given.
    public var key: String?

    /// Names them.
    public init(person: String? = nil, key: String? = nil) {
        self.person = person
        self.key = key
    }

    /// The person among the repository's people.
    func find(in rules: Rulebook, _ author: Identity) throws -> Person {
        if let person {
            if let found = PersonKey(person).flatMap({ rules.people?.person($0) }) { return found }
            throw Failure(
                "unknown-person", "'\(person)' is nobody in .flagctl/people.json",
                hint: "see who is: git show HEAD:.flagctl/people.json")
        }
        if let found = rules.people?.person(email: author.email) { return found }
        throw Failure(
            "unknown-person", "'\(author.email)' is nobody's address in .flagctl/people.json",
            hint: "say who you are: --as PERSON")
    }
}

extension Failure {
    /// A statement that would not count.
    init(_ rejection: Rejection, _ person: Person) {
        let message =
            switch rejection.why {
            case .unknownKey:
                "the key is not \(person.key)'s: .flagctl/people.json of the protected branch does not list it"
            case .otherPersonsKey: "the key is somebody else's than \(person.key)'s"
            case .sharedKey: "the key is listed for several people, so it proves nothing"
            case .revokedKey: "the key is revoked in .flagctl/people.json"
            case .expiredKey: "the key is not valid at this time"
            default: "the statement would not count: \(rejection.text)"
            }
        self.init(rejection.why.rawValue, message, hint: "sign with another key: --key PATH")
    }
}
