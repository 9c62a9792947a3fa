import Documents
import Foundation
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct HistoryTests {
    private let path = "environments/production/flags/CSF.json"

    /// What each step changes, newest first: subject and summaries.
    private func story(
        _ flags: FlagFixture, _ filter: History.Filter = .init(), in folder: String? = nil
    ) throws -> [String] {
        let repository = try flags.open(in: folder)
        var lines: [String] = []
        try History(of: repository, endingWith: repository.headCommit()).forEach { step in
            let changes = try step.changes(filter).map { "\($0.document.path) \($0.summary)" }
            if !changes.isEmpty { lines.append("\(step.commit.subject): \(changes.joined(separator: ", "))") }
            return true
        }
        return lines
    }

    @Test func `tells what flagctl and what a text editor committed in the same words`() async throws {
        let flags = try await FlagFixture()
        try await flags.edit("Enable") { try $0.set(Keys.state("CSF", in: "production"), ["enabled"], true) }
        try await flags.commit([path: SampleFlags.state("CSF")], "By hand")
        try await flags.commit(["README.md": "nothing of ours\n"], "Other")
        #expect(
            try story(flags).dropLast() == [
                "By hand: \(path) turned off", "Enable: \(path) turned on",
            ])
    }

    @Test func `a merge is the net difference to its first parent`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF", fallthrough: "\"off\"")], "Off again, to nobody")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.commit(["flags/CHAT.json": SampleFlags.flag("CHAT")], "Ungroup")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge feature", "feature")
        #expect(
            try story(flags).dropLast() == [
                "Merge feature: \(path) everybody else: on → off",
                "Ungroup: flags/CHAT.json groups: [\"s4\"] → nothing",
            ])
    }

    @Test func `documents that are no JSON in the middle do not stop it`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: "{ \"flag\": \"CSF\", <<<<<<< HEAD"], "Break")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "Mend")
        #expect(
            try story(flags).dropLast() == [
                "Mend: \(path) state can be read again", "Break: \(path) state cannot be read any more",
            ])
    }

    @Test func `links, folders and submodules where a file belongs do not stop it`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("rm", "--quiet", "flags/CSF.json", "flags/CHAT.json", "flags/theme.json")
        try flags.write(["flags/CSF.json/inside.json": "{}", "flags/keep": ""])
        try await flags.commit([:], "Folder")
        try await flags.git("rm", "--quiet", "-r", "flags/CSF.json")
        try flags.repository.folder.link("repository/flags/CSF.json", to: "CHAT.json")
        try await flags.commit([:], "Link")
        try flags.write(["flags/CSF.json": nil])
        let head = try await flags.head()
        try await flags.git("update-index", "--add", "--cacheinfo", "160000,\(head),flags/theme.json")
        try await flags.git("commit", "--quiet", "--message", "Submodule")
        let lines = try story(flags)
        #expect(lines.count == 4)
        #expect(lines[2].contains("flags/CSF.json flag cannot be read any more"))
        #expect(lines[1] == "Link: flags/CSF.json flag cannot be read any more")
        #expect(lines[0] == "Submodule: flags/theme.json flag created")
    }

    @Test func `filters by flag, whose definition and states count`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "CSF on")
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF")], "CSF out of its group")
        try await flags.commit(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")], "CHAT off")
        try await flags.commit(["environments/development/flags/CSF.json": nil], "CSF gone")
        let csf = try History.Filter(flags: [Keys.flag("CSF")])
        #expect(
            try story(flags, csf).dropLast().map { $0.prefix { $0 != ":" } } == [
                "CSF gone", "CSF out of its group", "CSF on",
            ])
        let here = try History.Filter(flags: [Keys.flag("CSF")], environment: Keys.environment("production"))
        #expect(
            try story(flags, here).dropLast().map { $0.prefix { $0 != ":" } } == ["CSF out of its group", "CSF on"])
    }

    @Test func `filters by environment, with its cohorts and its policy`() async throws {
        let flags = try await FlagFixture()
        let cohort = "environments/production/cohorts/regular-users.json"
        try await flags.commit([cohort: SampleFlags.cohort("regular-users", share: 50)], "Smaller")
        try await flags.commit(["flags/CSF.json": SampleFlags.flag("CSF")], "Definition")
        try await flags.commit(
            ["environments/production/environment.json": SampleFlags.production.replacing("150000", with: "9")], "Fewer"
        )
        let production = try History.Filter(environment: Keys.environment("production"))
        #expect(
            try story(flags, production).dropLast() == [
                "Fewer: environments/production/environment.json population: 150000 → 9",
                "Smaller: \(cohort) share: 60 → 50",
            ])
    }

    @Test func `the first commit creates what it has`() async throws {
        let flags = try await FlagFixture()
        let lines = try story(flags, .init(flags: [Keys.flag("CSF")]))
        #expect(
            lines == [
                "Lay out the flags: environments/development/flags/CSF.json added, off, "
                    + "environments/production/flags/CSF.json added, off, flags/CSF.json flag created"
            ])
    }

    @Test(arguments: ["commit", "tree", "blob"]) func `an object that is missing is an error, never an end`(
        _ what: String
    ) async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF", fallthrough: "\"off\"")], "Off")
        let names = ["commit": "HEAD~1", "tree": "HEAD~1^{tree}", "blob": "HEAD~1:\(path)"]
        let id = try await flags.head(try #require(names[what]))
        try FileManager.default.removeItem(atPath: "\(flags.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
        let missing = try #require(ObjectID(hex: id))
        #expect(throws: GitError.missingObject(missing, what: what)) { try story(flags) }
    }

    @Test func `finds the step of a commit, and refuses one that is not on the first-parent chain`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        let side = try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
        let repository = try flags.open()
        let (branch, head) = try repository.currentBranch()
        let history = History(of: repository, endingWith: head)
        #expect(try history.step(head, branch: branch).commit.id == head)
        let error = #expect(throws: RepositoryError.self) {
            _ = try history.step(#require(ObjectID(hex: side)), branch: branch)
        }
        guard case .notAStep(String(side.prefix(8)), branch) = error else {
            return unexpected(error)
        }
    }

    @Test func `where a shallow clone ends nobody knows what changed`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF")], "Off")
        let clone = flags.repository.folder.path("clone")
        try await flags.git("clone", "--quiet", "--depth", "2", "file://\(flags.path)", clone)
        let repository = try flags.open(in: clone)
        var steps: [History.Step] = []
        try History(of: repository, endingWith: repository.headCommit()).forEach {
            steps.append($0)
            return true
        }
        #expect(steps.map(\.isCutOff) == [false, true])
        #expect(try steps[0].changes().map(\.summary) == ["turned off"])
        let error = #expect(throws: RepositoryError.self) { try steps[1].changes() }
        guard case .shallow(steps[1].commit.id) = error else { return unexpected(error) }
    }
}
