import Communications
import FlagModel
import Testing

@Suite("Whom messages say that a plan reaches")
struct ReachTests {
    private func text(_ template: String, _ facts: MessageFacts, source: String? = nil) throws -> String {
        let message = PlanMessage(
            key: try #require(MessageKey("news")), name: "News", moment: MessageMoment(.daily),
            channels: [try #require(ChannelKey("email"))], template: template)
        return try MessageWriter(facts).write(message, own: source.map { Array($0.utf8) }).body.markdown
    }

    private func facts(_ thousandths: Int?) throws -> MessageFacts {
        var facts = try ExamplePlans("security-foundation").facts(.running)
        facts.exposure[0].now = .init(thousandths: thousandths, people: nil)
        return facts
    }

    // MARK: Expansion

    @Test("a rollout at 100% is there for everybody, and its newest step is told with its moment")
    func everybody() throws {
        let text = try text("expansion", facts(100_000))
        #expect(
            text.hasPrefix(
                """
                Security foundation is there for everybody now.

                The newest step: API keys are optional, on 7 April 2026, 09:01 Europe/Berlin.
                """))
    }

    @Test("more people are spoken of only where the newest step gave it to more")
    func part() throws {
        let more = "Security foundation is there for a part of everybody, and for more people since the newest step.\n"
        #expect(try text("expansion", facts(25_000)).hasPrefix(more))
        // The second step gives those who have it another variant.
        var facts = try facts(25_000)
        let step = PlanStep(name: "Other keys", set: facts.plan.phases[1].steps[0].set)
        facts.plan.phases[0].steps.append(step)
        facts.status?.steps = 2
        let made = try #require(facts.status?.decisions.last)
        facts.status?.decisions.append(
            Decision(
                kind: .step, at: made.at, by: made.by, from: .progressing, to: .holding, phase: made.phase, steps: 2,
                why: step.title))
        let text = try text("expansion", facts)
        #expect(text.hasPrefix("Security foundation is there for a part of everybody.\n\nThe newest step: Other keys,"))
    }

    @Test("what is not known is not said, and what was taken back has no newest step")
    func unknown() throws {
        #expect(try text("expansion", facts(nil)).hasPrefix("The newest step: "))
        let text = try text("expansion", ExamplePlans("security-foundation").facts(.rolledBack))
        #expect(text.hasPrefix("Security foundation is there for nobody at present.\n\n**Who has it now:**"))
    }

    @Test("feedback is quoted to users without names", arguments: ["expansion", "report-24h", "report-7d"])
    func names(_ template: String) throws {
        let text = try text(template, ExamplePlans("security-foundation").facts(.running))
        #expect(text.contains("- feature request: The guide should show the header of a request (answer: it does now)"))
        #expect(!text.contains("Leo"))
    }

    // MARK: Variants

    @Test("of a flag with more than on and off, the variants are named, also where the next step changes nothing else")
    func variants() throws {
        let facts = try ExamplePlans("security-foundation").facts(.running)
        let source = "Subject: a\n\n{{#flags}}{{reach}}; next {{nextReach}}{{/flags}}"
        #expect(
            try text("own", facts, source: source)
                == "100% of everybody (about 20,000 people), variant optional; "
                + "next 100% of everybody (about 20,000 people), variant mandatory")
        var split = facts
        split.exposure[0].now.variants = [
            .init(try #require(VariantKey("mandatory")), thousandths: 30_000),
            .init(try #require(VariantKey("optional")), thousandths: nil),
        ]
        #expect(
            try text("own", split, source: source).hasPrefix(
                "100% of everybody (about 20,000 people), variants mandatory 30%, optional; "))
        let tracks = try ExamplePlans("tracks-posts").facts(.complete)
        let reach = "Subject: a\n\n{{#flags}}{{reach}}{{/flags}}"
        #expect(try text("own", tracks, source: reach) == "100% of everybody (about 20,000 people)")
    }

    // MARK: Where it stands

    @Test("a status of a phase without steps speaks of none")
    func withoutSteps() throws {
        let facts = try ExamplePlans("tracks-posts").facts(.passed)
        let text = try text("status-update", facts)
        #expect(text.contains("- **Phase:** 3 of 6, Migration phase 1: schema preparation\n"))
        #expect(text.contains("- **Status:** waiting at the gate of the phase\n"))
        #expect(!text.contains("Step") && !text.contains("all steps"))
        let name = "Migration phase 1: schema preparation"
        #expect(text.contains("- **Next:** phase Migration phase 2: data migration, once \(name) passes its gate\n"))
        #expect(text.contains("- **Waits for:** Schema prepared\n"))
        let waiting = try ExamplePlans("security-foundation").facts(.running)
        var begun = waiting
        begun.status?.steps = 0
        begun.status?.state = .progressing
        #expect(try self.text("status-update", begun).contains("- **Step:** none of this phase made yet\n"))
    }

    @Test("the news of a passed gate say where the run is now, and what comes after that")
    func advanced() throws {
        let text = try text("phase-advanced", ExamplePlans("tracks-posts").facts(.passed))
        #expect(text.hasPrefix("Tracks-posts separation: gate passed, 2 March 2026, 09:06 Europe/Berlin.\n"))
        #expect(
            text.contains(
                "**Now:** phase 3 of 6, Migration phase 1: schema preparation; it is waiting at the gate of the phase.\n"
            ))
        let name = "Migration phase 1: schema preparation"
        #expect(text.contains("**Next:** phase Migration phase 2: data migration, once \(name) passes its gate.\n"))
    }

    @Test("no subject and no list bears the name of a state that only flagctl knows")
    func words() throws {
        let source = "Subject: a\n\n{{run.state}}, {{#rollouts}}{{state}}{{/rollouts}}, {{phase.state}}"
        for (state, words) in [(RolloutState.gated, "waiting at its gate"), (.holding, "being watched")] {
            var facts = try ExamplePlans("security-foundation").facts(.running)
            facts.status?.state = state
            #expect(try text("own", facts, source: source) == "\(words), \(words), \(words)")
        }
    }

    @Test("a phase that waits to begin is next, and one that began is now")
    func begun() throws {
        var facts = try ExamplePlans("security-foundation").facts(.running)
        #expect(try text("launch", facts).contains("- Optional adoption: now\n"))
        facts.status?.decisions.removeAll { $0.kind != .start }
        facts.status?.state = .waiting
        #expect(try text("launch", facts).contains("- Optional adoption: next\n"))
    }

    @Test("a briefing has the steps and criteria of every phase")
    func briefing() throws {
        var message = PlanMessage(
            key: try #require(MessageKey("news")), moment: MessageMoment(.start),
            channels: [try #require(ChannelKey("email"))], template: "technical-briefing")
        message.values = ["when": "now", "where": "here"]
        let facts = try ExamplePlans("security-foundation").facts(.before)
        let text = try MessageWriter(facts).write(message).body.markdown
        let parts = text.split(separator: "**2. Mandatory**")
        #expect(parts.count == 2)
        #expect(
            parts[0].contains(
                "- Step 1: API keys are optional, stays 14 days at least\n- Measured: Error rate below 1%"))
        #expect(parts[1].contains("- Measured: Hardly any request without a key ("))
    }
}
