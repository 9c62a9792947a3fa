import TestSupport
import Testing

@testable import Workflows

@Suite struct DoctorTests {
    private func levels(_ report: DoctorReport) -> [String: DoctorReport.Level] {
        Dictionary(uniqueKeysWithValues: report.checks.map { ($0.name, $0.level) })
    }

    @Test func `finds a sound repository healthy, and says what could be better`() async throws {
        let flags = try await FlagFixture()
        let report = try await Doctor().run(flags.session())
        #expect(report.isHealthy)
        let warnings = report.checks.filter { $0.level == .warning }
        #expect(warnings.map(\.name) == ["hooks", "merges"] && warnings.first?.hint == "flagctl hooks install")
        _ = try InstallHooks().run(flags.session())
        #expect(try await Doctor().run(flags.session()).checks.allSatisfy { $0.level == .good })
    }

    @Test func `says what would refuse an edit, and how to mend it`() async throws {
        let flags = try await FlagFixture(["flags/CSF.json": "{"])
        try await flags.git("checkout", "--quiet", "--detach")
        let nobody = [
            "GIT_AUTHOR_NAME": "", "GIT_AUTHOR_EMAIL": "", "GIT_COMMITTER_NAME": "", "GIT_COMMITTER_EMAIL": "",
        ]
        let report = try await Doctor().run(flags.session(with: nobody))
        #expect(!report.isHealthy)
        let bad = report.checks.filter { $0.level == .bad }
        #expect(bad.map(\.name) == ["branch", "identity", "documents"])
        #expect(bad.allSatisfy { $0.hint != nil })
    }

    @Test func `says where history is cut off`() async throws {
        let flags = try await FlagFixture()
        try await flags.enable("CSF")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "1", "file://\(flags.path)", clone)
        let report = try await Doctor().run(flags.session(in: clone))
        #expect(levels(report)["history"] == .warning)
    }

    @Test func `says that policies hold elsewhere`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        let branch = try await Doctor().run(flags.session()).checks.first { $0.name == "branch" }
        #expect(branch?.text == "feature, where edits are proposals; policies hold on main")
    }
}
