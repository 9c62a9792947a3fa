import Documents

/// Refuses accounts of forges that are not listed, and an account that two people have.
///
/// A review counts for the one person whose account it is; with two owners it counts for nobody.
enum ForgeAccounts: ValidationRule {
    static let id = "forge-account"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        guard let people = content.people else { return }
        let forges = people.forges.map(\.key)
        var owners: [[String]: PersonKey] = [:]
        for (index, person) in people.people.enumerated() {
            for (place, account) in person.accounts.enumerated() {
                let path: JSONPath = ["people", .index(index), "accounts", .index(place)]
                if !forges.contains(account.forge) {
                    let hint = report.near(account.forge.text, among: forges.map(\.text), else: "add it to 'forges'")
                    report.add(.undefinedForge(account.forge, hint: hint), in: .people, at: .value(path))
                }
                let name = [account.forge.text, String(account.id)]
                if let owner = owners.updateValue(person.key, forKey: name) {
                    report.add(.takenAccount(account, owner), in: .people, at: .value(path))
                }
            }
        }
    }
}

extension Problem {
    fileprivate static func undefinedForge(_ key: ForgeKey, hint: String?) -> Problem {
        Problem(ForgeAccounts.id, "there is no forge '\(key)'", hint: hint)
    }

    fileprivate static func takenAccount(_ account: PersonAccount, _ owner: PersonKey) -> Problem {
        Problem(
            ForgeAccounts.id, "account \(account.id) of '\(account.forge)' is listed for '\(owner)' already",
            hint: "leave it with the person whose it is")
    }
}
