import Testing

@testable import Workflows

@Suite struct MergeFileTests {
    private func merge(
        _ base: String, _ ours: String, _ theirs: String, path: String = "environments/production/flags/CSF.json",
        labels: [String] = [], environment: [String: String] = [:]
    ) -> MergeReport {
        MergeFile(
            path, base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), markerSize: 7,
            labels: labels
        ).run(environment: environment)
    }

    private func text(_ report: MergeReport) -> String { String(decoding: report.bytes, as: UTF8.self) }

    private func state(_ enabled: Bool, _ other: String = "off") -> String {
        "{\n  \"flag\": \"CSF\",\n  \"enabled\": \(enabled),\n  \"rules\": [],\n  \"fallthrough\": \"\(other)\"\n}\n"
    }

    @Test func `a clean merge has no markers and says nothing`() {
        let report = merge(state(false), state(true), state(false, "on"))
        #expect(report.isClean && text(report) == state(true, "on"))
    }

    @Test func `a conflict is marked with the names that git gives`() {
        let report = merge(
            state(false, "a"), state(false, "b"), state(true, "c"), labels: ["base", "main", "feature/x"])
        #expect(
            text(report)
                == state(true, "b").replacing(
                    "  \"fallthrough\": \"b\"\n",
                    with: "<<<<<<< main\n  \"fallthrough\": \"b\"\n=======\n  \"fallthrough\": \"c\"\n"
                        + ">>>>>>> feature/x\n"))
        #expect(
            report.conflicts.map { $0.text(report.names) } == [#"fallthrough: main "b", feature/x "c", before "a""#])
    }

    @Test func `where git has no names, those of the merged branch or of the sides stand`() {
        let old = ["%S", "%X", "%Y"]
        let without = merge(state(false, "a"), state(false, "b"), state(false, "c"), labels: old)
        #expect(text(without).contains("<<<<<<< ours\n") && text(without).contains(">>>>>>> theirs\n"))
        let merging = merge(
            state(false, "a"), state(false, "b"), state(false, "c"), labels: old,
            environment: ["GITHEAD_0123": "topic"])
        #expect(text(merging).contains("<<<<<<< HEAD\n") && text(merging).contains(">>>>>>> topic\n"))
    }

    @Test func `a file that is no document is in conflict where both sides changed it`() {
        #expect(merge("a", "b", "a", path: "README.md").isClean)
        let report = merge("a\n", "b\n", "c\n", path: "README.md")
        #expect(!report.isClean && text(report) == "<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs\n")
    }
}
