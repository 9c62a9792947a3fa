import Foundation
import TestSupport
import Testing

/// Repositories of every kind: edits work, or are refused with the reason's name.
@Suite struct RepositoryKindRobustnessTests {
    let fixture: FlagFixture

    init() async throws { fixture = try await FlagFixture() }

    // MARK: Refused by name

    enum Kind: String, CaseIterable {
        case sha256 = "[extensions]\n\tobjectFormat = sha256\n"
        case reftable = "[extensions]\n\trefStorage = reftable\n"
        case worktreeConfig = "[extensions]\n\tworktreeConfig = true\n"
        case unknown = "[extensions]\n\tfuture = true\n"
        case broken = "[core\n"

        var refusal: (code: String, text: String, hint: String) {
            switch self {
            case .sha256: ("sha256-repository", "uses SHA-256 object names", "git init --object-format=sha1")
            case .reftable: ("reftable-repository", "keeps its references in a reftable", "git refs migrate")
            case .worktreeConfig:
                ("worktree-config-repository", "has extensions.worktreeConfig on", "--unset extensions.worktreeConfig")
            case .unknown: ("unsupported-extension", "uses the extension 'future'", "git config extensions.future")
            case .broken: ("not-allowed", "missing ']' in section header", "git config --list")
            }
        }
    }

    @Test(arguments: Kind.allCases)
    func `a format that cannot be read is named`(kind: Kind) async throws {
        let config = try fixture.read(".git/config").replacing(
            "repositoryformatversion = 0", with: "repositoryformatversion = 1")
        try fixture.write(config + kind.rawValue, to: ".git/config")
        let (code, text, hint) = kind.refusal
        for words in [FlagFixture.anEdit, ["list"], ["validate"], ["log"], ["doctor"], ["hooks", "install"]] {
            try await fixture.expectRefusal(words, code, naming: text, hint: hint)
        }
    }

    @Test func `a repository that git made with SHA-256 is named`() async throws {
        let made = try await fixture.tryGit(["init", "--quiet", "--object-format=sha256", fixture.path("inner")])
        guard made.status == 0 else { return }
        try await fixture.expectRefusal(
            ["list"], "sha256-repository", naming: "'\(fixture.path("inner"))/.git' uses SHA-256 object names",
            hint: "--object-format=sha1", in: fixture.path("inner"))
    }

    @Test func `no repository at all`() async throws {
        let home = fixture.folder.path("home")
        for words in [FlagFixture.anEdit, ["list"], ["validate"], ["doctor"]] {
            try await fixture.expectRefusal(
                words, "no-repository", naming: "no git repository at or above '\(home)'", hint: "-C PATH", in: home)
        }
        try await fixture.expectRefusal(
            ["-C", home + "/nowhere", "list"], "no-repository", naming: "at or above '\(home)/nowhere'",
            hint: "flagctl init")
    }

    @Test func `a repository without flags`() async throws {
        let folder = fixture.folder.path("plain")
        try await fixture.git(["init", "--quiet", "--initial-branch=main", folder], in: fixture.folder.path)
        try await fixture.git(["commit", "--quiet", "--allow-empty", "--message", "Nothing"], in: folder)
        for words in [FlagFixture.anEdit, ["list"], ["validate"]] {
            try await fixture.expectRefusal(
                words, "no-flag-repository", naming: "has no .flagctl/config.json", hint: "flagctl init", in: folder)
        }
    }

    @Test func `a branch without a commit`() async throws {
        try await fixture.git("checkout", "--quiet", "--orphan", "new")
        for words in [FlagFixture.anEdit, ["list"], ["log"]] {
            try await fixture.expectRefusal(
                words, "unborn-branch", naming: "branch 'new' has no commit yet", hint: "flagctl init")
        }
    }

    @Test func `a detached head is read, not edited`() async throws {
        try await fixture.git("checkout", "--quiet", "--detach")
        let head = try await fixture.git("rev-parse", "--short=8", "HEAD")
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "detached-head", naming: "HEAD is detached at '\(head)'", hint: "git switch BRANCH")
        try await fixture.edit("list", "--env", "development")
        try await fixture.edit("log")
    }

    @Test(.enabled(if: getuid() == 0, "only root can give files away"))
    func `a repository of somebody else`() async throws {
        try await run("chown", ["-R", "12345", fixture.path], in: "/")
        for words in [FlagFixture.anEdit, ["list"], ["validate"], ["doctor"]] {
            try await fixture.expectRefusal(
                words, "foreign-owner", naming: "repository '\(fixture.path)' belongs to another user",
                hint: "git config --global --add safe.directory '\(fixture.path)'")
        }
        try await fixture.git(
            ["config", "--global", "--add", "safe.directory", fixture.path], in: fixture.folder.path("home"))
        try await fixture.edit("enable", "alpha", "--env", "development")
        #expect(try await fixture.complaints() == "")
    }

    // MARK: Edited

    @Test func `a bare repository is edited`() async throws {
        let bare = fixture.folder.path("bare.git")
        try await fixture.git(["clone", "--quiet", "--bare", fixture.path, bare], in: fixture.folder.path)
        let edit = try await fixture.flagctl("enable", "alpha", "--env", "development", in: bare)
        #expect(edit.status == 0, "\(edit.error)")
        #expect(
            try await fixture.git(["log", "--format=%s", "main"], in: bare) == "Enable alpha in development\nBegin")
        #expect(try await fixture.git(["fsck", "--strict", "--no-progress"], in: bare) == "")
        let state = try await fixture.git(["show", "main:" + FlagFixture.state("alpha")], in: bare)
        #expect(state + "\n" == Documents.state("alpha", enabled: true))
        #expect(try FileManager.default.contentsOfDirectory(atPath: bare + "/flagctl") == ["lock"])
        #expect(try await fixture.flagctl("validate", in: bare).status == 0)
        #expect(try await fixture.flagctl("doctor", in: bare).status == 0)
        for words in [["fmt"], ["hooks", "install"]] {
            let refused = try await fixture.flagctl(words + ["--format", "json"], in: bare)
            #expect(refused.status == 1)
            #expect(try Refusal(refused.error).code == "bare")
        }
    }

    @Test func `a linked worktree is edited, and the main one stays`() async throws {
        let linked = fixture.folder.path("linked")
        try await fixture.git("worktree", "add", "--quiet", "-b", "side", linked)
        let edit = try await fixture.flagctl("enable", "alpha", "--env", "development", in: linked)
        #expect(edit.status == 0, "\(edit.error)")
        #expect(try await fixture.git(["status", "--porcelain"], in: linked) == "")
        #expect(
            try String(contentsOfFile: linked + "/" + FlagFixture.state("alpha"), encoding: .utf8)
                == Documents.state("alpha", enabled: true))
        #expect(try fixture.read(FlagFixture.state("alpha")) == Documents.state("alpha"))
        #expect(try await fixture.git("log", "--format=%s", "main..side") == "Enable alpha in development")
        try await fixture.edit("enable", "bravo", "--env", "development")
        #expect(try await fixture.complaints() == "")
        #expect(try await fixture.git(["status", "--porcelain"], in: linked) == "")
    }

    @Test func `a branch that another worktree has checked out is edited there`() async throws {
        let linked = fixture.folder.path("linked")
        try await fixture.git("worktree", "add", "--quiet", "--force", linked, "main")
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "not-allowed", naming: "branch 'main' is checked out at '\(linked)'",
            hint: "cd \(linked)")
    }

    @Test func `a subfolder is as good as the top`() async throws {
        let edit = try await fixture.flagctl(
            "enable", "alpha", "--env", "development", in: fixture.path("environments/development/flags"))
        #expect(edit.status == 0)
        #expect(try await fixture.complaints() == "")
    }

    @Test func `a shallow clone is edited, and what it does not know is not made up`() async throws {
        try await fixture.edit("enable", "alpha", "--env", "development")
        try await fixture.edit("enable", "bravo", "--env", "development")
        let clone = fixture.folder.path("clone")
        try await fixture.git(
            ["clone", "--quiet", "--depth", "1", "file://" + fixture.path, clone], in: fixture.folder.path)
        let boundary = try await fixture.git("rev-parse", "--short=8", "HEAD")
        let edit = try await fixture.flagctl("enable", "charlie", "--env", "development", in: clone)
        #expect(edit.status == 0, "\(edit.error)")
        #expect(try await fixture.git(["fsck", "--strict", "--no-progress"], in: clone) == "")

        let log = try await fixture.flagctl("log", in: clone)
        #expect(log.status == 0)
        #expect(log.output.contains("Enable charlie in development"))
        #expect(!log.output.contains("Enable bravo"), "what that commit changed cannot be known")
        #expect(log.output.contains("the clone is shallow; history begins before it: git fetch --unshallow"))
        for words in [
            ["blame", "bravo", "--env", "development"], ["rollback", "bravo", "--env", "development"],
            ["revert", "HEAD~1"], ["rollback", "ALL", "--env", "development"],
        ] {
            let refused = try await fixture.flagctl(words + ["--format", "json"], in: clone)
            #expect(refused.status == 1, "\(words): \(refused.output)")
            let refusal = try Refusal(refused.error)
            #expect(refusal.code == "shallow")
            #expect(refusal.message == "the clone is shallow: what came before commit \(boundary) is not here")
            #expect(refusal.hint == "git fetch --unshallow")
        }
        // What the clone does know can be undone.
        #expect(try await fixture.flagctl("revert", "HEAD", in: clone).status == 0)
        #expect(try await fixture.flagctl("rollback", "charlie", "--env", "development", in: clone).status == 0)
    }
}
