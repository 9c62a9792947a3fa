import Documents
import FlagModel
import Testing

@Suite struct RolloutStatusDecodingTests {
    private static let path = "environments/dev/rollouts/p/status.json"

    private func expect(_ expected: [String], _ text: String, at line: SourceLocation = #_sourceLocation) throws {
        try decoded(text, at: Self.path, expecting: expected, sourceLocation: line) {
            RolloutStatus.decode($0, at: $1, into: &$2)
        }
    }

    private func status(_ more: String) -> String {
        """
        { "plan": "p", "run": "01K", "planHash": "sha256:1", "state": "holding", "phase": "a", "steps": 1,
          "since": "2026-01-01T00:00:00Z", "phaseSince": "2026-01-01T00:00:00Z",
          "approval": { "policyVersion": 1, "at": "2026-01-01T00:00:00Z" }\(more) }
        """
    }

    @Test("decodes a status with everything in it, and writes the same again")
    func example() throws {
        let act = #""by": "Ann <ann@example.com>", "at": "2026-01-01T00:00:00Z", "note": "so""#
        let text = status(
            """
            , "stepSince": "2026-01-01T00:00:00Z", "passed": ["z"],
            "tasks": [{ "phase": "a", "task": "t", "done": true, \(act) }],
            "attestations": [{ "phase": "a", "role": "po", "verdict": "no-go", \(act) }],
            "reports": [{ "metric": "bugs", "value": 0.5, \(act) }], "incidents": [{ "guard": "loss", \(act) }],
            "baselines": [
              { "phase": "a", "criterion": "errors", "value": 1e-7, "samples": 60, "from": "2026-01-01T00:00:00Z",
                "to": "2026-01-02T00:00:00Z" },
              { "phase": "a", "guard": "loss", "samples": 0, "from": "2026-01-01T00:00:00Z",
                "to": "2026-01-02T00:00:00Z" }],
            "rollback": { "strategy": { "strategy": "partial", "keep": ["staff"] }, "flags": ["CSF"], "rungs": 1,
              "cause": "" },
            "pause": { "from": "holding", "cause": "", "at": "2026-01-01T00:00:00Z" },
            "decisions": [{ "kind": "step", "at": "2026-01-01T00:00:00.5Z", "by": "watch", "from": "progressing",
              "to": "holding", "phase": "a", "steps": 1, "why": "CSF on", "evidence": [
                { "criterion": "errors", "metric": "error-rate", "source": "prom", "query": "up", "result": "error",
                  "why": "no answer", "baseline": 2 },
                { "guard": "slow", "metric": "p95", "result": "failed", "windows": [
                  { "from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:05:00Z", "samples": 5, "value": 12.3 }] }] }]
            """)
        let status = try #require(
            try decoded(text, at: Self.path) { RolloutStatus.decode($0, at: $1, into: &$2) })
        #expect(status.attestations.map(\.verdict) == [.noGo])
        #expect(status.baselines.map(\.value) == [0.000_000_1, nil])
        #expect(status.pause?.cause == "")
        #expect(status.decisions[0].at.nanoseconds == 500_000_000)
        #expect(status.decisions[0].evidence.map(\.subject.text) == ["criterion errors", "guard slow"])
        let again = try decoded(CanonicalJSON.compact(status.json), at: Self.path) {
            RolloutStatus.decode($0, at: $1, into: &$2)
        }
        #expect(again == status)
    }

    @Test("the run itself")
    func root() throws {
        try expect(
            [
                "1️⃣ member 'approval' is missing [missing-member]", "1️⃣ member 'run' is missing [missing-member]",
                "2️⃣ key 'q' is not the folder's name 'p' [key-mismatch] — write 'p', or rename the folder",
                "3️⃣ there is no state 'hold' [unknown-value] — did you mean 'holding'?",
                "4️⃣ -1 is less than 0 [number-range]", "5️⃣ 'now' is no RFC 3339 timestamp [invalid-timestamp]",
                "6️⃣ a status has no member 'decision' [unknown-member] — did you mean 'decisions'?",
            ],
            """
            1️⃣{ "plan": 2️⃣"q", "planHash": "x", "state": 3️⃣"hold", "phase": "a", "steps": 4️⃣-1, "since": 5️⃣"now",
              "phaseSince": "2026-01-01T00:00:00Z", 6️⃣"decision": [] }
            """)
        try expect(
            ["1️⃣ 'z' is in the list twice [duplicate-entry]"], status(#", "passed": ["z", 1️⃣"z"]"#))
        try expect(["1️⃣ expected a status as an object, found a list [wrong-type]"], "1️⃣[]")
    }

    @Test("what people did")
    func acts() throws {
        try expect(
            [
                "1️⃣ member 'at' is missing [missing-member]", "1️⃣ member 'by' is missing [missing-member]",
                "2️⃣ a tick has no member 'who' [unknown-member]",
                "3️⃣ there is no verdict 'nogo' [unknown-value] — did you mean 'no-go'?",
                "4️⃣ the text is empty [empty-text]", "5️⃣ expected a number, found a string [wrong-type]",
                "6️⃣ member 'guard' is missing [missing-member]", "7️⃣ member 'policyVersion' is missing [missing-member]",
            ],
            """
            { "plan": "p", "run": "01K", "planHash": "sha256:1", "state": "holding", "phase": "a", "steps": 1,
              "since": "2026-01-01T00:00:00Z", "phaseSince": "2026-01-01T00:00:00Z",
              "tasks": [1️⃣{ "phase": "a", "task": "t", "done": true, 2️⃣"who": "Ann" }],
              "attestations": [
                { "phase": "a", "role": "po", "verdict": 3️⃣"nogo", "by": 4️⃣"", "at": "2026-01-01T00:00:00Z" }],
              "reports": [{ "metric": "m", "value": 5️⃣"1", "by": "A", "at": "2026-01-01T00:00:00Z" }],
              "incidents": [6️⃣{ "by": "A", "at": "2026-01-01T00:00:00Z" }],
              "approval": 7️⃣{ "at": "2026-01-01T00:00:00Z" } }
            """)
    }

    @Test("what was measured")
    func measurements() throws {
        try expect(
            [
                "1️⃣ a measurement is about a guard or a criterion, not both [measurement-subject]",
                "2️⃣ member 'guard' is missing [missing-member]",
                "3️⃣ there is no result 'success' [unknown-value] — did you mean 'successful'?",
                "4️⃣ member 'value' is missing [missing-member]",
                "5️⃣ -1e400 is beyond the numbers that can be compared [number-range]",
            ],
            status(
                """
                , "baselines": [
                  { "phase": "a", "criterion": "c", "guard": 1️⃣"g", "samples": 1, "from": "2026-01-01T00:00:00Z",
                    "to": "2026-01-01T00:00:00Z" }],
                "decisions": [{ "kind": "gate", "at": "2026-01-01T00:00:00Z", "by": "watch", "from": "holding",
                  "to": "gated", "phase": "a", "steps": 1, "why": "", "evidence": [
                  2️⃣{ "metric": "m", "result": 3️⃣"success" },
                  { "guard": "g", "metric": "m", "result": "failed", "windows": [
                    4️⃣{ "from": "2026-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z", "samples": 1 }],
                    "baseline": 5️⃣-1e400 }] }]
                """))
    }

    @Test("how it is paused and goes down, and what was decided")
    func rest() throws {
        try expect(
            [
                "1️⃣ there is no state 'hold' [unknown-value]",
                "2️⃣ member 'flags' is missing [missing-member]",
                "3️⃣ only a guard can pause [strategy-member]",
                "4️⃣ there is no kind of decision 'steps' [unknown-value] — did you mean 'step'?",
                "5️⃣ a decision has no member 'reason' [unknown-member]",
            ],
            status(
                """
                , "pause": { "from": 1️⃣"hold", "cause": "", "at": "2026-01-01T00:00:00Z" },
                "rollback": 2️⃣{ "strategy": { "strategy": 3️⃣"pause" }, "rungs": 1, "cause": "" },
                "decisions": [{ "kind": 4️⃣"steps", "at": "2026-01-01T00:00:00Z", "by": "watch", "from": "holding",
                  "to": "gated", "phase": "a", "steps": 1, "why": "", 5️⃣"reason": "" }]
                """))
    }
}
