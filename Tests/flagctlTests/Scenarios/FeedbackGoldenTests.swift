import Testing

@Suite("golden: feedback")
struct FeedbackGoldenTests {
    @Test("feedback: recorded, overdue, answered")
    func feedback() async throws {
        try await Scenario(.feedback).play(
            #"""
            flagctl feedback list
            flagctl feedback add critical "The grid stays empty" --flag CSF -e production --from "Ann of support"
            flagctl feedback add request "Export as CSV" --flag CSF --link https://example.com/t/7 --ticket S4-7
            flagctl feedback add general "Thank you" --received 2025-08-20T08:00:00+02:00 --rollout s4-ga --dry-run
            flagctl feedback add survey "4 of 5 stars" --rollout s4-ga --received 2025-08-30T08:00:00+02:00
            git log -1 --format=%B
            @ 2025-09-01T12:00:00Z
            flagctl feedback list
            flagctl feedback list --overdue --format json
            flagctl feedback list --flag CSF --class request --verbose
            flagctl feedback show 01k429sa
            flagctl feedback show 01K429SAE0000000000000000
            flagctl feedback show 01K429SAE00000000000000000 --format json
            flagctl feedback close 01K429SAE00000000000000000
            flagctl feedback close 01K429SAE00000000000000000 -m "fixed in 2.1"
            flagctl feedback close 01K429SAE00000000000000000 -m "fixed again"
            flagctl feedback show 01K429SAE00000000000000000
            flagctl feedback list --closed
            flagctl feedback list --all --format json
            git log -1 --format=%B
            # What is refused.
            flagctl feedback add bug "It hangs"
            flagctl feedback add critical "It hangs" --flag CFS
            flagctl feedback add critical "It hangs" --env prod
            flagctl feedback add critical "It hangs" --rollout s4
            flagctl feedback add critical "It hangs" --link example.com
            flagctl feedback add critical "It hangs" --received tomorrow
            flagctl feedback add critical "It hangs" --received 2026-01-01T00:00:00Z
            flagctl feedback add critical "$(printf 'It \033[31mhangs')"
            flagctl feedback add critical " "
            flagctl feedback list --open --closed
            flagctl feedback list --flag CFS
            flagctl feedback show 01K
            flagctl feedback show 01ZZZZZZ
            # What somebody else wrote into a file can do nothing to a terminal.
            sed -i 's/Export as CSV/Export \\u001b[31mas\\nCSV \\u202e/' feedback/01K429SAE00000000000000001.json
            git commit --quiet --all --message 'By hand'
            flagctl feedback list
            flagctl feedback show 01K429SAE00000000000000001
            flagctl validate --quiet
            flagctl verify
            """#)
    }
}
