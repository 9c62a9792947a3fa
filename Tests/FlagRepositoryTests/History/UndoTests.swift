import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct UndoTests {
    private let path = "environments/production/flags/CSF.json"

    /// The draft that takes a commit back on top of the head.
    private func revert(
        _ flags: FlagFixture, _ commit: String, flags keys: Set<FlagKey> = [], in environment: EnvironmentKey? = nil
    ) throws -> Draft {
        let repository = try flags.open()
        let (branch, head) = try repository.currentBranch()
        let step = try History(of: repository, endingWith: head).step(repository.commitID(at: commit), branch: branch)
        var draft = try repository.draft(at: head)
        try Undo(in: repository).revert(step, flags: keys, environment: environment, in: &draft)
        return draft
    }

    private func conflicts(_ body: () throws -> Draft) -> [UndoConflict] {
        let error = #expect(throws: RepositoryError.self) { _ = try body() }
        guard case .conflicts(let conflicts) = error else {
            unexpected(error)
            return []
        }
        return conflicts
    }

    @Test func `takes back what the step set and keeps later edits of other fields`() async throws {
        let flags = try await FlagFixture()
        let on = try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit(
            [
                path: SampleFlags.state(
                    "CSF", enabled: true, rules: [("early-adopters", "\"on\"")], fallthrough: "\"off\"")
            ],
            "Target")
        let draft = try revert(flags, on)
        #expect(
            try draft.result.bytes(at: path).map { String(decoding: $0, as: UTF8.self) }
                == SampleFlags.state("CSF", rules: [("early-adopters", "\"on\"")], fallthrough: "\"off\""))
    }

    @Test func `a later edit of the same field conflicts, and both commits are named`() async throws {
        let flags = try await FlagFixture()
        let first = try await flags.commit(
            [path: SampleFlags.state("CSF", fallthrough: "{ \"on\": 25, \"off\": 75 }")], "25")
        let later = try await flags.commit(
            [path: SampleFlags.state("CSF", fallthrough: "{ \"on\": 50, \"off\": 50 }")], "50")
        try await flags.commit(
            [path: SampleFlags.state("CSF", enabled: true, fallthrough: "{ \"on\": 50, \"off\": 50 }")], "On")
        let found = conflicts { try revert(flags, first) }
        #expect(found.map(\.field.description) == ["fallthrough"])
        #expect(found.first?.undone.hex == first && found.first?.later?.hex == later)
        #expect(found.first?.set == ["on": 25, "off": 75])
        #expect(found.first?.now == ["on": 50, "off": 50])
        #expect(found.first?.restore == "on")
    }

    @Test func `every conflict is told at once, and nothing is applied`() async throws {
        let flags = try await FlagFixture()
        let chat = "environments/production/flags/CHAT.json"
        let first = try await flags.commit(
            [
                path: SampleFlags.state("CSF", enabled: true), chat: SampleFlags.state("CHAT"),
                "flags/CSF.json": SampleFlags.flag("CSF"),
            ],
            "Three")
        let later = try await flags.commit([path: nil, "environments/production/flags/CHAT.json": nil], "Remove")
        let repository = try flags.open()
        let (branch, head) = try repository.currentBranch()
        let step = try History(of: repository, endingWith: head).step(repository.commitID(at: first), branch: branch)
        var draft = try repository.draft(at: head)
        let error = #expect(throws: RepositoryError.self) { try Undo(in: repository).revert(step, in: &draft) }
        guard case .conflicts(let found) = error else { return unexpected(error) }
        #expect(found.map(\.document.path) == [chat, path])
        #expect(found.allSatisfy { $0.later?.hex == later && $0.field == .document })
        #expect(draft.paths.isEmpty)
    }

    @Test func `can be narrowed to flags and to an environment`() async throws {
        let flags = try await FlagFixture()
        let names = ["production/flags/CSF", "production/flags/CHAT", "development/flags/CSF"]
        let paths = names.map { "environments/\($0).json" }
        let commit = try await flags.commit(
            [
                paths[0]: SampleFlags.state("CSF", enabled: true), paths[1]: SampleFlags.state("CHAT"),
                paths[2]: SampleFlags.state("CSF", enabled: true), "flags/CSF.json": SampleFlags.flag("CSF"),
            ], "Many")
        let csf = try Keys.flag("CSF")
        #expect(try revert(flags, commit).paths == [paths[2], paths[1], paths[0], "flags/CSF.json"])
        #expect(try revert(flags, commit, flags: [csf]).paths == [paths[2], paths[0], "flags/CSF.json"])
        #expect(try revert(flags, commit, in: Keys.environment("production")).paths == [paths[1], paths[0]])
        #expect(try revert(flags, commit, flags: [csf], in: Keys.environment("production")).paths == [paths[0]])
    }

    @Test func `takes a creation back by removing, and a removal byte for byte`() async throws {
        let flags = try await FlagFixture()
        let odd = "{\"flag\":\"CSF\",\r\n\t\"enabled\" : false, \"fallthrough\":\"off\"}"
        let created = try await flags.commit(["environments/development/flags/NEW.json": odd], "Create")
        #expect(try revert(flags, created).result.stateKeys(in: Keys.environment("development")).count == 3)
        let removed = try await flags.commit(["environments/development/flags/NEW.json": nil], "Remove")
        let draft = try revert(flags, removed)
        #expect(try draft.result.bytes(at: "environments/development/flags/NEW.json") == Array(odd.utf8))
    }

    @Test func `a creation that was edited since conflicts instead of losing the edit`() async throws {
        let flags = try await FlagFixture()
        let file = "environments/development/flags/NEW.json"
        let created = try await flags.commit([file: SampleFlags.state("NEW")], "Create")
        let later = try await flags.commit([file: SampleFlags.state("NEW", enabled: true)], "Enable")
        let found = conflicts { try revert(flags, created) }
        #expect(found.map(\.later?.hex) == [later])
    }

    @Test func `takes back a file that became no JSON, as long as nobody edited it since`() async throws {
        let flags = try await FlagFixture()
        let broken = try await flags.commit([path: "{ \"enabled\": maybe }"], "Break")
        #expect(
            try revert(flags, broken).result.bytes(at: path)
                == Array(try #require(SampleFlags.files[path]).utf8))
        let later = try await flags.commit([path: "{ \"enabled\": perhaps }"], "Break more")
        #expect(conflicts { try revert(flags, broken) }.map(\.later?.hex) == [later])
        try await flags.commit([path: SampleFlags.files[path]], "Mend")
        #expect(try revert(flags, broken).paths.isEmpty, "it is like that already")
    }

    @Test func `takes back a merge as a whole`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("checkout", "--quiet", "-b", "feature")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true, fallthrough: "\"off\"")], "To nobody")
        try await flags.git("checkout", "--quiet", "main")
        try await flags.git("merge", "--quiet", "--no-ff", "--message", "Merge", "feature")
        #expect(try revert(flags, "HEAD").changes().map(\.summary) == ["turned off", "everybody else: off → on"])
    }

    @Test func `the last change of a document is the last that changed what it says`() async throws {
        let flags = try await FlagFixture()
        let kind = try Keys.state("CSF", in: "production")
        let on = try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true).replacing("  ", with: "\t")], "Tabs")
        try await flags.git("update-index", "--chmod=+x", path)
        try await flags.git("commit", "--quiet", "--message", "Executable")
        let repository = try flags.open()
        let found = try Undo(in: repository).lastChanges(of: [kind], upTo: repository.headCommit())
        #expect(found[kind]?.commit.id.hex == on)
    }

    @Test func `documents that were never changed have the step that brought them, others none`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit([path: SampleFlags.state("CSF", enabled: true)], "On")
        let repository = try flags.open()
        let kinds =
            try ["CSF", "CHAT", "theme", "NONE"].map { try Keys.state($0, in: "production") }
            + ["CSF", "CHAT"].map { try Keys.state($0, in: "development") }
        let found = try Undo(in: repository).lastChanges(of: kinds, upTo: repository.headCommit())
        #expect(
            kinds.map { found[$0]?.commit.subject ?? "none" } == [
                "On", "Lay out the flags", "Lay out the flags", "none", "Lay out the flags", "Lay out the flags",
            ])
    }
}
