import Documents
import FlagModel
import Testing

/// The plans that this project made of its seeds, and the page that says so.
@Suite struct SeedPlansTests {
    private let production = EnvironmentKey("production")!
    private static let examples = "docs/examples/communications/"

    @Test("four plans are here, and nothing is wrong with them")
    func plans() throws {
        let content = try Project.content()
        #expect(
            content.plans[production]?.keys.map(\.text).sorted() == ["dreams", "notifications", "s4-ga", "whispers"])
        #expect(Validation.findings(in: content).filter { $0.rule != "fail-open" }.isEmpty)
    }

    @Test("the plans of the seeds about messages are an example of their own, and nothing is wrong with them")
    func examples() throws {
        let content = try Project.content(in: Self.examples)
        #expect(content.plans[production]?.keys.map(\.text).sorted() == ["security-foundation", "tracks-posts"])
        #expect(Validation.findings(in: content).isEmpty)
    }

    @Test("the ticks of seed 004 that its own flags contradict are findings")
    func contradiction() throws {
        var content = try Project.content()
        let path = "environments/production/rollouts/s4-ga/plan.json"
        let marks = ["\"csf-done\"", "\"workshops-done\"", "\"minutes-done\""]
        let ticked = marks.reduce(try Project.text(path)) { text, key in
            text.replacing("\"key\": \(key),", with: "\"key\": \(key), \"done\": true,")
        }
        content.add(path: path, bytes: Array(ticked.utf8))
        let findings = Validation.findings(in: content).filter { $0.path == path }
        #expect(findings.map(\.rule) == Array(repeating: "plan-contradicted-tick", count: 3))
    }

    @Test(
        "first steps that production has taken already change nothing",
        arguments: ["dreams", "notifications", "whispers"])
    func firstSteps(key: String) throws {
        let content = try Project.content()
        let plan = try #require(content.plans[production]?[PlanKey(key)!])
        let first = try #require(plan.phases.first { !$0.steps.isEmpty }?.steps.first)
        for assignment in first.set {
            let state = try #require(content.states[production]?[assignment.flag])
            #expect(assignment.applied(to: state) == state)
        }
    }

    @Test("seeds.md names files, rules and keys that are there")
    func page() throws {
        let content = try Project.content()
        let page = try Project.text("docs/seeds.md")
        let folders = ["Sources/", "Tests/", "docs/", "environments/", "flags/", ".flagctl/"]
        let words = page.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        for path in words where folders.contains(where: path.hasPrefix) && !path.contains("<") {
            #expect(Project.exists(path), "\(path)")
        }
        for rule in words where rule.hasPrefix("plan-") || rule.hasPrefix("status-") {
            #expect(Validation.ruleNames.contains(rule), "\(rule)")
        }
        let known = keys(content).union(keys(try Project.content(in: Self.examples)))
        let named = page.split(separator: "*", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 && !$0.element.contains { $0 == " " || $0 == "\n" } }.map {
                String($0.element)
            }
        #expect(named.count > 100)
        for key in named where key != "plan" && !key.isEmpty { #expect(known.contains(key), "\(key)") }
    }

    /// Every key that plans, metrics, groups and channels give to something.
    private func keys(_ content: RepositoryContent) -> Set<String> {
        let plans = content.plans[production].map { Array($0.values) } ?? []
        let phases = plans.flatMap(\.phases)
        let tasks = phases.flatMap { $0.prerequisites + $0.tasks }.map(\.key.text)
        let criteria = phases.flatMap(\.criteria).map(\.key.text)
        let messages = plans.flatMap(\.messages).map(\.key.text)
        let metrics = content.metrics?.metrics.map(\.key.text) ?? []
        let groups = content.people?.groups.map(\.key.text) ?? []
        let channels = content.channels?.channels.map(\.key.text) ?? []
        return Set(
            phases.map(\.key.text) + tasks + criteria + plans.flatMap(\.guards).map(\.key.text) + messages + metrics
                + groups + channels)
    }
}
