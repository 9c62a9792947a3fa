import Foundation
import TestSupport
import Testing

/// Work that is not committed: an edit that would overwrite it is refused, and every other goes round it.
@Suite struct DirtyRobustnessTests {
    enum Work: String, CaseIterable {
        case modified, staged, deleted, untracked, conflicted
        case stagedOnly = "staged, with the old file in the work tree"
        case folder = "a folder in the way"
        case intended = "announced to git and not added"
        case executable = "made executable"

        /// The word for it in the message.
        var word: String {
            switch self {
            case .stagedOnly, .intended: "staged"
            case .executable: "modified"
            case .folder: "a folder is in the way"
            default: rawValue
            }
        }

        /// Whether it is about a file that is not there yet.
        var isNew: Bool { [.untracked, .folder, .intended].contains(self) }
    }

    let fixture: FlagFixture

    init() async throws { fixture = try await FlagFixture() }

    @Test(arguments: Work.allCases)
    func `a touched file with work in it is refused by name`(work: Work) async throws {
        let file = work.isNew ? "flags/delta.json" : FlagFixture.state("alpha")
        try await make(work, at: file)
        try await fixture.expectRefusal(
            work.isNew ? ["create", "delta"] : FlagFixture.anEdit, "dirty",
            naming: "uncommitted changes in the way: '\(file)' (\(work.word))", hint: "git stash")
    }

    @Test(arguments: Work.allCases)
    func `work in other files stays, and the edit is made`(work: Work) async throws {
        let file = work.isNew ? "flags/delta.json" : FlagFixture.state("alpha")
        try await make(work, at: file)
        let before = try await fixture.git("--no-optional-locks", "status", "--porcelain")
        try await fixture.edit("enable", "bravo", "--env", "development")
        #expect(try await fixture.git("--no-optional-locks", "status", "--porcelain") == before)
        #expect(before != "")
    }

    @Test func `a file under a linked folder is refused`() async throws {
        let folder = "environments/development/flags"
        let elsewhere = fixture.folder.path("elsewhere")
        try FileManager.default.moveItem(atPath: fixture.path(folder), toPath: elsewhere)
        try FileManager.default.createSymbolicLink(atPath: fixture.path(folder), withDestinationPath: elsewhere)
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "dirty", naming: "'\(FlagFixture.state("alpha"))' (under a symbolic link)",
            hint: "git stash")
    }

    private func make(_ work: Work, at file: String) async throws {
        let old = try? fixture.read(file)
        switch work {
        case .modified: try fixture.write((old ?? "") + "\n", to: file)
        case .staged, .stagedOnly:
            try fixture.write((old ?? "") + "\n", to: file)
            try await fixture.git("add", file)
            if work == .stagedOnly { try fixture.write(old ?? "", to: file) }
        case .deleted: try fixture.remove(file)
        case .untracked: try fixture.write("mine\n", to: file)
        case .folder: try fixture.write("mine\n", to: file + "/mine")
        case .intended:
            try fixture.write("mine\n", to: file)
            try await fixture.git("add", "--intent-to-add", file)
        case .executable: #expect(chmod(fixture.path(file), 0o755) == 0)
        case .conflicted:
            try await fixture.git("switch", "--quiet", "--create", "other")
            try fixture.write((old ?? "").replacing("false", with: "true"), to: file)
            try await fixture.commitAll()
            try await fixture.git("switch", "--quiet", "main")
            try fixture.write((old ?? "").replacing("\"enabled\": false", with: "\"enabled\":  false"), to: file)
            try await fixture.commitAll()
            let merge = try await fixture.tryGit(["merge", "--quiet", "other"])
            #expect(merge.status == 1)
        }
    }
}
