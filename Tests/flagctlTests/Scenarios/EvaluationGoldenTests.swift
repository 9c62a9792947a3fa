import Testing

@Suite("golden: eval")
struct EvaluationGoldenTests {
    @Test("eval: what a user gets, why, and since when")
    func evaluate() async throws {
        try await Scenario(.evaluate).play(
            #"""
            flagctl eval CSF --env production --targeting-key user-42
            flagctl eval dreams.advanced -e production --targeting-key user-42 \
                --context '{"daysSinceSignup": 200, "activeDays30": 9}'
            flagctl eval dreams.advanced -e production --targeting-key user-42 --explain \
                --context '{"daysSinceSignup": 200, "activeDays30": "9"}'
            printf '{"targetingKey": "user-42", "daysSinceSignup": 200, "activeDays30": 9}' > user.json
            flagctl eval dreams.advanced -e production --context @user.json --explain
            flagctl eval dreams.advanced -e production --context - --explain --format json < user.json
            flagctl eval --all -e production --context @user.json
            flagctl eval --all -e production --context @user.json --format json
            # Quiet leaves out nothing that was asked for.
            flagctl eval CSF -e production --quiet
            # Then and now.
            @ 2025-09-08T08:00:00Z
            flagctl target dreams.advanced -e production --cohort regular-users --percent 10 --reason "slow" --quiet
            flagctl eval dreams.advanced -e production --context @user.json
            flagctl eval dreams.advanced -e production --context @user.json --at HEAD
            flagctl eval dreams.advanced -e production --context @user.json --at 2025-09-07
            flagctl eval dreams.advanced -e production --context @user.json --at HEAD --format json
            flagctl eval --all -e production --context @user.json --at HEAD
            # Many users, one a line.
            printf '{"targetingKey": "a", "beta": true}\n{}\n' > users.jsonl
            flagctl eval --all -e staging --contexts users.jsonl
            # Without a targeting key weights cannot decide.
            flagctl eval dreams.advanced -e production --context '{"daysSinceSignup": 200, "activeDays30": 9}' --explain
            flagctl eval notifications.realtime -e production --format json
            # Other flags, environments and contexts.
            flagctl eval dreams.advancd -e production
            flagctl eval dreams.advanced -e prod
            flagctl eval dreams.advanced -e production --at 2025-08-01
            flagctl eval dreams.advanced -e production --context '{"a": 1, "a": 2}'
            flagctl eval dreams.advanced -e production --context '[1]' --format json
            flagctl eval dreams.advanced -e production --context '{"targetingKey": 5}'
            flagctl eval dreams.advanced -e production --context @nobody.json
            flagctl eval -e production
            flagctl eval CSF --all -e production
            flagctl eval CSF -e production --contexts users.jsonl
            # A flag that waits for another one.
            flagctl enable CHAT -e production --approved-by priya
            flagctl eval CHAT -e production --explain
            flagctl eval CHAT -e production --explain --format json
            # An environment without flags.
            flagctl env create canary --quiet
            flagctl eval CSF -e canary
            flagctl eval --all -e canary
            """#)
    }
}
