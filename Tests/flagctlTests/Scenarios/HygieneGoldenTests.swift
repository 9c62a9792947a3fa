import Testing

@Suite("golden: stale and refs")
struct HygieneGoldenTests {
    /// A small application that names flags.
    private let code = [
        "portal/src/grid.ts": """
        // CSF: remove after the rollout
        if (flags.CSF) show(grid)
        const label = "CSF // in text"

        """,
        "portal/.env": "# of the pilot\nFEATURE_CSF_ENABLED=true\nFEATURE_CHAT_ENABLED=false\n",
        "portal/Dreams.swift": "/* dreams.advanced */ let dreams = flag(\"dreams.advanced\")\n",
        "portal/image.bin": "\0CSF",
    ]

    @Test("stale: flags that should go, and where code names them")
    func stale() async throws {
        try await Scenario(.stale).play(
            #"""
            flagctl stale
            @ 2026-04-01T09:30:00Z
            flagctl stale
            flagctl stale --since 2025-08-01
            flagctl stale -e production --refs portal --since 7d
            flagctl stale -e production --refs portal --format markdown
            flagctl stale -e production --refs portal --format json
            # Constant everywhere, and at last archived.
            flagctl disable CSF --env staging --quiet
            flagctl disable CSF --env development --quiet
            flagctl archive CSF --quiet
            @ 2026-06-01T09:30:00Z
            flagctl stale --refs . --verbose
            # Evaluations as a server counts them.
            printf '%s\n' 'flagctl_flag_evaluations_total{environment="production",flag="CHAT"} 7' > metrics.txt
            flagctl stale --metrics metrics.txt --since 2025-01-01
            printf '%s\n' 'flagctl_requests_total{route="evaluateAll",status="200"} 1' >> metrics.txt
            flagctl stale --metrics metrics.txt --since 2025-01-01 --format markdown
            flagctl stale --metrics nothing.txt
            printf 'up 1\n' > metrics.txt
            flagctl stale --metrics metrics.txt
            flagctl stale --since soon
            flagctl stale --env prod
            # A shallow clone says what it does not know.
            git clone --quiet --depth 1 "file://$PWD" ../shallow
            flagctl -C ../shallow stale
            """#, with: code)
    }

    @Test("refs: where code mentions flags")
    func refs() async throws {
        try await Scenario(.refs).play(
            #"""
            flagctl refs .
            flagctl refs portal --format json
            flagctl refs flags
            flagctl refs nothing
            flagctl refs
            """#, with: code)
    }
}
