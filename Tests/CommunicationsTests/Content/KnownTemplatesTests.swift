import Communications
import FlagModel
import Testing

@Suite("Templates that were read once")
struct KnownTemplatesTests {
    private func message(_ template: String, values: [String: String] = [:]) throws -> PlanMessage {
        PlanMessage(
            key: try #require(MessageKey("news")), name: "News", moment: MessageMoment(.start),
            channels: [try #require(ChannelKey("live"))], template: template, text: "x", values: values)
    }

    private func source(_ text: String) -> [UInt8] { Array("Subject: {{title}}\n\n\(text)\n".utf8) }

    @Test("a template that was changed is another one, and a broken one stays refused")
    func changes() throws {
        var templates = KnownTemplates()
        let own = try message("own")
        #expect(templates.refusal(of: own, own: source("It is on.")) == nil)
        for _ in 0..<2 {
            let refusal = templates.refusal(of: own, own: source("{{titel}}"))
            #expect(refusal?.description.contains("{{titel}} is not known here") == true)
        }
        #expect(templates.refusal(of: own, own: source("It is on.")) == nil)
        #expect(templates.refusal(of: own, own: nil)?.description == "there is no template 'own'")
    }

    @Test("two messages of one template are each asked for what it asks for")
    func messages() throws {
        var templates = KnownTemplates()
        let bytes = source("{{values.owner}}")
        let refusal = templates.refusal(of: try message("own"), own: bytes)
        #expect(refusal?.description.hasSuffix("asks for 'owner'") == true)
        #expect(templates.refusal(of: try message("own", values: ["owner": "Priya"]), own: bytes) == nil)
    }

    @Test("what is written from a known template reads the same")
    func writes() throws {
        let facts = try ExamplePlans("tracks-posts").facts(.before)
        var templates = KnownTemplates()
        let news = try message("own")
        for _ in 0..<2 {
            let written = try MessageWriter(facts).write(news, own: source("*It* is on."), from: &templates)
            #expect(written.subject == "News")
            #expect(written.body.markdown == "*It* is on.")
        }
    }
}
