import FlagModel
import Testing

@Suite struct DocumentKindTests {
    @Test(
        "recognises every document and gives its path back",
        arguments: [
            "flags/CSF.json", "environments/production/flags/CSF.json",
            "environments/production/cohorts/early-adopters.json",
            "environments/production/environment.json", "environments/production/rollouts/s4/plan.json",
            "environments/production/rollouts/s4/status.json", ".flagctl/config.json", ".flagctl/people.json",
            ".flagctl/channels.json", ".flagctl/metrics.json", "flags/dreams.advanced.json", "flags/x.json.json",
            "communications/production/s4.json", "feedback/01K3ABCDEFGHJKMNPQRSTVWXYZ.json",
        ])
    func recognises(_ path: String) {
        #expect(DocumentKind(path: path)?.path == path)
    }

    @Test("knows what kind each path is")
    func kinds() throws {
        let production = try #require(EnvironmentKey("production"))
        let flag = try #require(FlagKey("CSF"))
        #expect(DocumentKind(path: "flags/CSF.json") == .flag(flag))
        #expect(DocumentKind(path: "environments/production/flags/CSF.json") == .state(production, flag))
        #expect(DocumentKind.state(production, flag).environment == production)
        #expect(DocumentKind.flag(flag).environment == nil)
        let plan = try #require(PlanKey("s4"))
        let feedback = try #require(FeedbackKey("01K3"))
        #expect(DocumentKind(path: "communications/production/s4.json") == .deliveries(production, plan))
        #expect(DocumentKind(path: "feedback/01K3.json") == .feedback(feedback))
        // Neither is in the environment's own tree, so neither changes its version.
        #expect(DocumentKind.deliveries(production, plan).environment == nil)
        #expect(DocumentKind.feedback(feedback).environment == nil)
    }

    @Test(
        "takes nothing else for a document",
        arguments: [
            "", "flags", "flags/", "flags/.json", "flags//CSF.json", "/flags/CSF.json", "flags/CSF", "flags/CSF.JSON",
            "flags/a/b.json", "flags/CON.json", "flags/x.lock.json", "environments/environment.json",
            "environments/../flags/x.json", "environments/production/CSF.json",
            "environments/production/rollouts/s4.json",
            ".flagctl/schemas/flag.schema.json", ".flagctl/other.json", "README.md", "src/flags/x.json",
            "communications/s4.json", "communications/production/s4/log.json", "communications/CON/s4.json",
            "communications/production/s4.txt", "communications/", "feedback/a/b.json", "feedback/.json",
            "feedback/nul.json", "feedback", "src/feedback/x.json",
        ])
    func refuses(_ path: String) {
        #expect(DocumentKind(path: path) == nil)
    }
}
