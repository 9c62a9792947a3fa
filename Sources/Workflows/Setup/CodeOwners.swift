import FlagModel

/// GitHub's CODEOWNERS from policies and people: who could approve a change owns the files that it changes.
///
/// An aid for the forge, which asks them for a review; the policy itself decides.
struct CodeOwners {
    let environments: [FlagEnvironment]
    let people: People

    /// The text of `.github/CODEOWNERS`; the last line that fits a file decides there.
    var text: String {
        var lines = [
            "# Who is asked for a review, by the policies of the environments and the people of .flagctl/people.json.",
            "# Written by flagctl init; yours to change.",
        ]
        let asking = environments.filter(\.isProtected).sorted { $0.order < $1.order }
        let everybody = unique(asking.flatMap(approvers))
        // Definitions hold in every environment, and these files say who may approve and what is checked.
        for path in ["/flags/", "/.flagctl/", "/hooks/", "/.github/"] { lines += line(path, everybody) }
        lines += line("/environments/*/environment.json", everybody)
        for environment in asking { lines += line("/environments/\(environment.key)/", approvers(of: environment)) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The addresses of those who can approve in an environment, the first of each; GitHub knows them by it.
    private func approvers(of environment: FlagEnvironment) -> [String] {
        let roles = environment.policy?.approvals?.roles ?? []
        return people.people.filter { roles.isEmpty || !Set($0.roles).isDisjoint(with: roles) }
            .compactMap(\.emails.first)
    }

    private func line(_ path: String, _ owners: [String]) -> [String] {
        owners.isEmpty ? [] : ["\(path) \(owners.joined(separator: " "))"]
    }

    private func unique(_ addresses: [String]) -> [String] {
        var seen: Set<String> = []
        return addresses.filter { seen.insert($0.lowercased()).inserted }
    }
}
