import FlagModel
import Governance
import Testing

/// The key of a text that a test knows to be one.
func key<Kind>(_ text: String) -> Key<Kind> {
    guard let key = Key<Kind>(text) else { preconditionFailure("'\(text)' is no key") }
    return key
}

extension People {
    /// Two product owners, of whom one has two addresses, an engineer, and a product owner without an address.
    static let team = People(people: [
        Person(
            key: key("priya"), name: "Priya N", emails: ["priya@example.com", "priya@home.example"],
            roles: ["product-owner", "security"]),
        Person(
            key: key("maya"), name: "Maya R", emails: ["maya@example.com"], roles: ["product-owner"],
            keys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m maya"]),
        Person(key: key("sam"), name: "Sam T", emails: ["sam@example.com"], roles: ["engineer"]),
        Person(key: key("noel"), name: "Noel Q", roles: ["product-owner"]),
    ])

    /// A new repository's: its first author.
    static let alone = People(people: [Person(key: key("sam"), name: "Sam T", emails: ["sam@example.com"])])
}

extension Timestamp {
    /// Noon of a day of the year-end freeze.
    static let inFreeze = moment("2026-12-24T12:00:00Z")
    /// A day on which nothing is frozen.
    static let ordinary = moment("2026-03-02T12:00:00Z")

    /// The moment of a text that a test knows to be one.
    static func moment(_ text: String) -> Timestamp {
        guard let timestamp = Timestamp(text) else { preconditionFailure("'\(text)' is no timestamp") }
        return timestamp
    }
}

extension Freeze {
    static let yearEnd = Freeze(
        from: .moment("2026-12-19T00:00:00Z"), to: .moment("2027-01-02T00:00:00Z"), reason: "Year end")
}

extension Policy {
    /// One product owner approves what raises, nobody what lowers.
    static let one = Policy(approvals: Approvals(required: 1, roles: ["product-owner"]))
    /// Two product owners.
    static let two = Policy(approvals: Approvals(required: 2, roles: ["product-owner"]))
    /// Anybody else.
    static let anybody = Policy(approvals: Approvals(required: 1))
    /// One product owner, with a signature.
    static let signed = Policy(approvals: Approvals(required: 1, roles: ["product-owner"], evidence: .signed))
    /// One product owner, who may be the author.
    static let selfApproved = Policy(
        approvals: Approvals(required: 1, roles: ["product-owner"], selfApproval: true))

    /// The policy with the year-end freeze.
    var frozen: Policy {
        var policy = self
        policy.freezes = [.yearEnd]
        return policy
    }

    /// The policy whose approvals hold for so long.
    func valid(for duration: String) -> Policy {
        var policy = self
        policy.approvals?.validFor = ISODuration(duration)
        return policy
    }

    /// The policy that has what lowers looked at within this time.
    func reviewed(_ duration: String) -> Policy {
        var policy = self
        policy.lowering = Lowering(reviewWithin: ISODuration(duration))
        return policy
    }

    /// The policy that asks this many for what lowers.
    func lowering(_ required: Int) -> Policy {
        var policy = self
        policy.lowering = Lowering(required: required)
        return policy
    }
}
