import Documents
import FlagModel
import Testing

@testable import Governance

@Suite("ForgeApprovals")
struct ForgeApprovalsTests {
    typealias P = ForgePayloads

    private static let forge: ForgeKey = key("github")

    private func person(_ name: String, _ account: Int?, emails: [String] = []) -> Person {
        Person(
            key: key(name), name: name, emails: emails.isEmpty ? ["\(name)@example.com"] : emails,
            accounts: account.map { [PersonAccount(forge: Self.forge, id: $0)] } ?? [])
    }

    /// Who counts by the key, and who does not by the account.
    private func count(
        _ reviews: [String], people: [Person], current: [Person] = [], commits: String = P.commits,
        events: [String] = []
    ) throws -> [String] {
        let pull = try ForgePullRequest(events: (events + [P.event()]).map(P.json), commits: P.json(commits))
        let found = try ForgeApprovals(
            ForgeReviews(P.json("[\(reviews.joined(separator: ","))]"), of: pull), of: pull, forge: Self.forge,
            people: People(people: people), current: People(people: current))
        return found.approvals.map(\.person.key.text) + found.rejections.map { "\($0.reviewer.login) \($0.why)" }
    }

    @Test("an account counts for the one person whose number it is, at this forge")
    func mapping() throws {
        let review = [P.review(80, by: P.user("renamed", 3), "APPROVED")]
        let nobody = ["renamed is nobody's account in .flagctl/people.json"]
        #expect(try count(review, people: [person("priya", 3)]) == ["priya"])
        #expect(try count(review, people: [person("priya", nil)]) == nobody)
        #expect(try count(review, people: [person("priya", 3), person("sarah", 3)]) == nobody)
        let elsewhere = Person(
            key: key("priya"), name: "P", accounts: [PersonAccount(forge: key("other"), id: 3, login: "renamed")])
        #expect(try count(review, people: [elsewhere]) == nobody)
        #expect(try count(review, people: [], current: [person("priya", 3)]) == nobody, "listed only afterwards")
    }

    @Test("an author's other account does not count, nor that of somebody whose address a commit bears")
    func insiders() throws {
        var mike = person("mike", 1)
        mike.accounts.append(PersonAccount(forge: Self.forge, id: 77))
        let second = [P.review(80, by: P.user("mike-too", 77), "APPROVED")]
        let insider = "wrote, committed or pushed a part of it"
        #expect(try count(second, people: [mike]) == ["mike-too \(insider)"])
        let byAddress = person("priya", 3, emails: ["X@example.com"])
        #expect(
            try count([P.review(80, by: P.user("priya", 3), "APPROVED")], people: [byAddress]) == ["priya \(insider)"])
    }

    @Test("who pushed does not count: senders of the events before")
    func pushers() throws {
        let review = [P.review(80, by: P.user("sarah", 4), "APPROVED")]
        #expect(try count(review, people: [person("sarah", 4)]) == ["sarah"])
        for action in ["opened", "synchronize"] {
            let event = P.event(action: action, merged: false)
            #expect(
                try count(review, people: [person("sarah", 4)], events: [event])
                    == ["sarah wrote, committed or pushed a part of it"])
        }
        let labelled = P.event(action: "labeled", merged: false)
        #expect(try count(review, people: [person("sarah", 4)], events: [labelled]) == ["sarah"])
        let other = P.event(action: "synchronize").replacing(
            "\"number\": 42, \"state\"", with: "\"number\": 7, \"state\"")
        #expect(throws: ForgePullRequest.Problem.otherPullRequest) {
            try count(review, people: [], events: [other])
        }
    }

    @Test("dismissed approvals, and those of an older head, do not count for anybody")
    func stale() throws {
        let people = [person("sarah", 4)]
        let user = P.user("sarah", 4)
        #expect(try count([P.review(1, by: user, "DISMISSED")], people: people) == ["sarah had the approval dismissed"])
        #expect(
            try count([P.review(1, by: user, "APPROVED", of: P.older)], people: people)
                == ["sarah approved 0d1a26e6, which is not what was merged"])
    }

    @Test("two accounts of one person are one approval")
    func oncePerPerson() throws {
        var priya = person("priya", 3)
        priya.accounts.append(PersonAccount(forge: Self.forge, id: 33))
        let reviews = [
            P.review(80, by: P.user("priya", 3), "APPROVED"), P.review(81, by: P.user("priya-two", 33), "APPROVED"),
        ]
        #expect(try count(reviews, people: [priya]) == ["priya"])
    }

    @Test("a commit of nobody's account is refused, unless the address is somebody's by now")
    func unknownContributor() throws {
        let commits = """
            [\(P.commit(P.older, author: P.user("mike", 1), committer: nil, email: "who@example.com")),
             \(P.commit(P.head, author: P.user("mike", 1), committer: P.user("mike", 1)))]
            """
        let review = [P.review(80, by: P.user("priya", 3), "APPROVED")]
        let priya = person("priya", 3)
        #expect(throws: ForgeApprovals.UnknownContributor(address: "who@example.com")) {
            try count(review, people: [priya], commits: commits)
        }
        let zoe = person("zoe", nil, emails: ["who@example.com"])
        #expect(try count(review, people: [priya], current: [zoe], commits: commits) == ["priya"])
        let same = person("priya", 3, emails: ["who@example.com"])
        #expect(
            try count(review, people: [priya], current: [same], commits: commits).first?.hasPrefix("priya w") == true)
    }
}
