import Documents
import FlagModel
import TestSupport
import Testing

@testable import Rollouts

@Suite("A plan as a document")
struct PlanDocumentTests {
    private func document(_ text: String = SampleRolloutFiles.plan) throws -> PlanDocument {
        var findings: [Finding] = []
        let json = try JSONDocument(parsing: Array(text.utf8))
        let plan = try #require(
            RolloutPlan.decode(json, at: SampleRolloutFiles.planPath, into: &findings), "\(findings)")
        var document = PlanDocument(plan, in: try #require(EnvironmentKey("production")))
        document.metadata = json.value["metadata"]
        return document
    }

    private func status(_ plan: RolloutPlan) throws -> RolloutStatus {
        let start = Timestamp(unixSeconds: 1_767_603_600)
        let act = Act(by: "Ann <ann@example.com>", at: start)
        return try #require(
            RolloutStatus.starting(
                plan, run: "01K", planHash: "sha256:0", act,
                approval: RunApproval(policyVersion: 1, at: start, by: [])))
    }

    @Test("a draft is the whole plan with open boxes")
    func draft() throws {
        #expect(
            try document().markdown == """
                # Rollout Plan: CSF for everybody

                **Status:** Draft, not started in production\\
                **Owner:** Priya N, Product Owner\\
                **Created:** 2026-01-01\\
                **Team Size:** 5

                ---

                ## Overview

                A quarter first, then everybody

                ## Rollout Strategy

                2 phases, one after another, 3 days at least.

                ### Phase 1: Canary
                > Picked at random

                **Duration:** 3 days at least\\
                **Risk:** Low\\
                **Rollback:** Down to 50%, 25%, off, 10 min apart

                **Prerequisites:**
                - [x] Deployed to production
                - [ ] Dashboards configured — engineer or engineering-lead

                **Tasks:**
                - [ ] A quarter; held 1 day
                - [ ] Everybody; held 1 day
                - [ ] Support team briefed
                - [ ] Survey sent (optional)

                **Exit Criteria:**
                - [ ] Error rate rises by less than 0.1 points
                - [ ] No open bugs
                - [ ] Sign-off by product-owner
                - [ ] 2 days in force, watched

                ### Phase 2: Launch

                **Start:** 7 days after the start of phase 1 at the earliest

                **Prerequisites:**
                - [ ] Canary passed
                - [ ] Everybody has it

                **Tasks:**
                - [ ] Announced to \\*all\\* users

                ## Success Metrics

                | Metric | Baseline | Target | Method |
                |---|---|---|---|
                | Error rate | 0.02% | \\<0.1% increase | – |

                ## Risk Assessment

                | Risk | Likelihood | Impact | Mitigation |
                |---|---|---|---|
                | Load | Medium | High | Tested \\| twice |

                ## Communication Plan

                | When | Who | What | Channel |
                |---|---|---|---|
                | phase canary | – | All @\u{200B}users: it begins | in-app |

                ## Contacts

                | Who | Role | About |
                |---|---|---|
                | Priya | product-owner | Gates |

                ## Rollback Triggers

                - Error rate exceeds 5% (error-rate > 5 over 1 hour): off at once
                - Any data loss (reported by engineer or engineering-lead): pause

                """)
    }

    @Test("what was done, said and measured is ticked, with who and how much")
    func underWay() throws {
        var document = try document()
        let canary = document.plan.phases[0].key
        document.reach = [
            canary: [
                [.init(flag: try #require(FlagKey("CSF")), thousandths: 25_000, people: 37_500)],
                [.init(flag: try #require(FlagKey("CSF")), thousandths: nil, people: nil)],
            ]
        ]
        var status = try status(document.plan)
        let act = Act(by: "Mike <mike@example.com>", at: status.since, note: "linked [here]")
        status.state = .gated
        status.steps = 2
        status.tasks = [TaskTick(phase: canary, task: try #require(TaskKey("dashboards")), isDone: true, act: act)]
        status.attestations = [Attestation(phase: canary, role: "product-owner", verdict: .noGo, act: act)]
        let window = MetricEvidence.Window(from: status.since, to: status.since, samples: 1, value: 0.1234567)
        status.decisions[0].evidence = [
            MetricEvidence(
                subject: .criterion(try #require(CriterionKey("errors"))),
                metric: try #require(MetricKey("error-rate")), result: .successful, windows: [window])
        ]
        document.status = status
        let text = document.markdown
        #expect(text.contains("**Status:** Gated since 2026-01-05 in production, phase Canary\\\n"))
        #expect(text.contains("- [x] A quarter: CSF at 25% (~37,500 users); held 1 day\n"))
        #expect(text.contains("- [x] Everybody: CSF at an unknown share; held 1 day\n"))
        #expect(text.contains("- [x] Dashboards configured — Mike: linked \\[here\\]\n"))
        #expect(text.contains("points (0.1235, wanted change \\< 0.1)\n"))
        #expect(text.contains("- [ ] Sign-off by product-owner — no-go, Mike: linked \\[here\\]\n"))
        #expect(text.contains("- [ ] 2 days in force, watched"))
    }

    @Test("a phase that passed its gate is ticked as a whole")
    func passed() throws {
        var document = try document()
        var status = try status(document.plan)
        status.passed = [document.plan.phases[0].key]
        status.phase = document.plan.phases[1].key
        document.status = status
        #expect(document.markdown.contains("- [x] Everybody; held 1 day"))
        #expect(document.markdown.contains("- [x] No open bugs"))
        #expect(document.markdown.contains("- [x] 2 days in force, watched"))
        #expect(document.markdown.contains("- [x] Canary passed"))
        #expect(document.markdown.contains("- [ ] Everybody has it"))
    }

    @Test("texts stay texts: no markup, no mention, no line of their own")
    func escaping() {
        #expect(
            MarkdownText.inline("a*b_c`d`<e>[f](g)|h\\#1 & ~~x~~")
                == ##"a\*b\_c\`d\`\<e>\[f\](g)\|h\\\#1 \& \~\~x\~\~"##)
        #expect(MarkdownText.inline("one\r\ntwo\n\nthree @all") == "one two three @\u{200B}all")
        #expect(MarkdownText.inline("#channel, #7") == ##"#channel, \#7"##)
        #expect(MarkdownText.paragraph("# no heading") == ##"\# no heading"##)
        #expect(MarkdownText.paragraph("> no quote") == ##"\> no quote"##)
        #expect(MarkdownText.paragraph("- no list") == ##"\- no list"##)
        #expect(MarkdownText.paragraph(" 12. no list") == ##"12\. no list"##)
        #expect(MarkdownText.paragraph("2026 is no list") == "2026 is no list")
        #expect(MarkdownText.paragraph("   ").isEmpty)
        #expect(MarkdownText.row(["a|b", nil, ""]) == #"| a\|b | – | – |"#)
    }

    @Test(
        "spans of time in words",
        arguments: [
            (0, "0 s", "0 seconds"), (59, "59 s", "59 seconds"), (60, "1 min", "1 minute"),
            (112_320, "31 h 12 min", "31 h 12 min"), (172_800, "48 h", "2 days"), (273_600, "3 d 4 h", "76 hours"),
            (604_800, "7 d", "7 days"), (3600, "1 h", "1 hour"), (86400, "24 h", "1 day"),
            (5400, "1 h 30 min", "90 minutes"),
        ])
    func spans(_ seconds: Int, _ short: String, _ long: String) {
        #expect(SpanText.short(seconds) == short)
        #expect(SpanText.long(seconds) == long)
    }

    @Test(
        "numbers to four digits",
        arguments: [
            (0.1234567, "0.1235"), (12.0, "12"), (41234.4, "41234"), (-3.14159, "-3.142"), (0.00001234, "1.234e-05"),
            (0, "0"), (1234.5, "1235"), (0.02, "0.02"),
        ])
    func numbers(_ value: Double, _ text: String) {
        #expect(Decimals.short(value) == text)
    }
}
