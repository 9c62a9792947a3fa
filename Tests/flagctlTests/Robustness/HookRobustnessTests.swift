import Foundation
import TestSupport
import Testing

/// The hooks of this repository in the hands of the real git.
@Suite struct HookRobustnessTests {
    let fixture: FlagFixture
    let file = FlagFixture.state("alpha")
    let production = FlagFixture.state("alpha", in: "production")
    /// What git runs with: flagctl is on the path.
    let path: [String: String?]

    init() async throws {
        fixture = try await FlagFixture()
        for hook in ["pre-commit", "commit-msg", "pre-push"] {
            let source = Self.package + "/hooks/" + hook
            try fixture.write(try String(contentsOfFile: source, encoding: .utf8), to: "hooks/" + hook)
            #expect(chmod(fixture.path("hooks/" + hook), 0o755) == 0)
        }
        try await fixture.commitAll("Hooks")
        let folder = (FlagctlBinary.path as NSString).deletingLastPathComponent
        path = ["PATH": "\(folder):\(fixture.environment["PATH"] ?? "")"]
        try await fixture.edit("hooks", "install")
    }

    /// The top of this package: the tests' files are four folders below it.
    static let package = (0..<4).reduce(#filePath) { path, _ in (path as NSString).deletingLastPathComponent }

    private func commit(_ words: String..., in folder: String? = nil) async throws -> Finished {
        try await fixture.tryGit((folder.map { ["-C", $0] } ?? []) + ["commit", "--quiet"] + words, with: path)
    }

    // MARK: Installing

    @Test func `git runs the hooks of the repository, once they are installed`() async throws {
        #expect(try await fixture.git("config", "core.hooksPath") == "hooks")
        try await fixture.edit("hooks", "install")
        try await fixture.git("config", "core.hooksPath", "elsewhere")
        try await fixture.expectRefusal(
            ["hooks", "install"], "hooks-path-taken", naming: "core.hooksPath is 'elsewhere' already", hint: "--force")
        try await fixture.edit("hooks", "install", "--force")
        #expect(try await fixture.git("config", "core.hooksPath") == "hooks")
    }

    // MARK: pre-commit

    @Test(arguments: [
        ["--message", "Bad"], ["--all", "--message", "Bad"], ["--message", "Bad", "--", "environments"],
    ])
    func `a commit of an invalid file is refused`(words: [String]) async throws {
        let head = try await fixture.head()
        try fixture.write("{ \"flag\": \"alpha\", }\n", to: file)
        if !words.contains("--all") { try await fixture.git("add", "--all") }
        let result = try await fixture.tryGit(["commit", "--quiet"] + words, with: path)
        #expect(result.status == 1)
        let said = result.output + result.error
        #expect(
            said.contains("\(file):1:18: error: a comma stands before the end of an object [json-syntax]\n  hint: "))
        #expect(said.contains("error: the commit is refused: 1 error"))
        #expect(try await fixture.head() == head)
    }

    @Test func `a commit of a valid file in a layout of its own passes`() async throws {
        try fixture.write(#"{"fallthrough":"on","enabled":true,"flag":"alpha"}"#, to: file)
        let result = try await commit("--all", "--message", "Turn alpha on")
        #expect(result.status == 0, "\(result.output)\(result.error)")
        #expect(result.output + result.error == "")
        #expect(try await fixture.complaints() == "")
    }

    @Test func `what is staged counts, not what lies in the work tree`() async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: file)
        try await fixture.git("add", file)
        try fixture.write("{", to: file)
        #expect(try await commit("--message", "Turn alpha on").status == 0)
        try await fixture.git("add", file)
        try fixture.write(Documents.state("alpha"), to: file)
        #expect(try await commit("--message", "Bad").status == 1)
    }

    @Test func `a partial commit is judged by what it takes`() async throws {
        try fixture.write("{", to: file)
        try fixture.write("a note\n", to: "note")
        try await fixture.git("add", "--all")
        // The invalid file stays staged, and stays out of this commit.
        let note = try await commit("--message", "Note", "--", "note")
        #expect(note.status == 0, "\(note.output)\(note.error)")
        #expect(try await fixture.git("diff", "--cached", "--name-only") == file)
        #expect(try await commit("--message", "Bad", "--", file).status == 1)
        let inner = try await commit("--message", "Bad", "--", "alpha.json", in: "environments/development/flags")
        #expect(inner.status == 1)
        #expect((inner.output + inner.error).contains("\(file):1:"))
    }

    @Test func `a definition that is deleted under its state is refused`() async throws {
        try await fixture.git("rm", "--quiet", "flags/alpha.json")
        let result = try await commit("--message", "Remove alpha")
        #expect(result.status == 1)
        #expect((result.output + result.error).contains("[undefined-flag]"))
    }

    @Test func `a linked worktree has the same hooks`() async throws {
        let linked = fixture.folder.path("linked")
        try await fixture.git("worktree", "add", "--quiet", "-b", "side", linked)
        try Data("{".utf8).write(to: URL(fileURLWithPath: linked + "/" + file))
        #expect(try await commit("--all", "--message", "Bad", in: linked).status == 1)
        try Data(Documents.state("alpha", enabled: true).utf8).write(to: URL(fileURLWithPath: linked + "/" + file))
        let result = try await commit("--all", "--message", "Turn alpha on", in: linked)
        #expect(result.status == 0, "\(result.output)\(result.error)")
    }

    @Test func `a commit that has nothing to do with flags is not held up by them`() async throws {
        try fixture.write("{", to: file)
        try await fixture.commitAll("Bad, by force")
        try fixture.write("a note\n", to: "note")
        try await fixture.git("add", "note")
        #expect(try await commit("--message", "Note").status == 0)
    }

    // MARK: commit-msg

    @Test func `a production change says why`() async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: production)
        let refused = try await commit("--all", "--message", "Turn alpha on", "--message", "Ticket: S4-101")
        #expect(refused.status == 1)
        #expect(refused.error.contains("error: an edit to production needs a reason\nhint: add a paragraph"))
        let passed = try await commit(
            "--all", "--message", "Turn alpha on", "--message", "48 h without new errors.", "--message",
            "Ticket: S4-101")
        #expect(passed.status == 0, "\(passed.error)")
    }

    @Test func `a change elsewhere needs no reason`() async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: file)
        #expect(try await commit("--all", "--message", "Turn alpha on").status == 0)
    }

    @Test func `a partial commit needs a reason only for what it takes`() async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: production)
        try fixture.write("a note\n", to: "note")
        try await fixture.git("add", "--all")
        #expect(try await commit("--message", "Note", "--", "note").status == 0)
        #expect(try await commit("--message", "Turn alpha on", "--", production).status == 1)
    }

    @Test func `comments of the editor are no reason`() async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: production)
        try fixture.folder.write("Turn alpha on\n\n# Please enter the commit message\n", to: "message")
        let editor = "cp \(fixture.folder.path("message"))"
        var variables = path
        variables["GIT_EDITOR"] = editor
        #expect(try await fixture.tryGit(["commit", "--all", "--verbose"], with: variables).status == 1)
        try fixture.folder.write("Turn alpha on\n\nIt works.\n\n# Please enter the commit message\n", to: "message")
        #expect(try await fixture.tryGit(["commit", "--all", "--verbose"], with: variables).status == 0)
    }

    @Test(arguments: ["Approved-by: nobody", "Approved by: Priya N <priya@example.com>\nTicket: S4"])
    func `a malformed trailer is refused`(paragraph: String) async throws {
        try fixture.write(Documents.state("alpha", enabled: true), to: production)
        let result = try await commit(
            "--all", "--message", "Turn alpha on", "--message", "Why not.", "--message", paragraph)
        #expect(result.status == 1)
        #expect(result.error.contains("Approved"), "\(result.error)")
        #expect(result.error.contains("\nhint: "))
    }

    // MARK: pre-push

    @Test func `an invalid tip is not pushed`() async throws {
        let remote = fixture.folder.path("remote.git")
        try await fixture.git("init", "--quiet", "--bare", remote)
        try await fixture.git("remote", "add", "origin", remote)
        let good = try await fixture.tryGit(["push", "--quiet", "origin", "main"], with: path)
        #expect(good.status == 0, "\(good.error)")
        let head = try await fixture.head()

        try fixture.write("{", to: file)
        try await fixture.commitAll("Bad, by force")
        let bad = try await fixture.tryGit(["push", "--quiet", "origin", "main", "main:other"], with: path)
        #expect(bad.status != 0)
        #expect((bad.output + bad.error).contains("\(file):1:2: error: "), "\(bad.output)\(bad.error)")
        #expect(bad.error.contains("error: the push is refused"))
        #expect(
            try await fixture.git(["for-each-ref", "--format=%(objectname) %(refname)"], in: remote) == head
                + " refs/heads/main")

        // A tip that repairs it may have it in its history.
        try fixture.write(Documents.state("alpha"), to: file)
        try await fixture.commitAll("Good again")
        #expect(try await fixture.tryGit(["push", "--quiet", "origin", "main", "main:other"], with: path).status == 0)
        #expect(try await fixture.tryGit(["push", "--quiet", "origin", ":other"], with: path).status == 0)
    }

    // MARK: Without flagctl

    @Test(
        .enabled("a flagctl of the system is on the path") {
            let path = ["PATH": "/usr/bin:/bin"]
            return try await run("sh", ["-c", "command -v flagctl"], in: "/", environment: path).status != 0
        }
    )
    func `without flagctl on the path, only what touches flags is refused`() async throws {
        let bare: [String: String?] = ["PATH": "/usr/bin:/bin"]
        try fixture.write("a note\n", to: "note")
        try await fixture.git("add", "note")
        #expect(try await fixture.tryGit(["commit", "--quiet", "--message", "Note"], with: bare).status == 0)

        try fixture.write(Documents.state("alpha", enabled: true), to: file)
        let refused = try await fixture.tryGit(
            ["commit", "--quiet", "--all", "--message", "Turn alpha on"], with: bare)
        #expect(refused.status == 1)
        #expect(
            refused.error.contains(
                "error: flagctl is not on the PATH, so the staged flag files cannot be checked\nhint: "))
        #expect(
            try await fixture.tryGit(["commit", "--quiet", "--all", "--no-verify", "--message", "On"], with: bare)
                .status == 0)

        let remote = fixture.folder.path("remote.git")
        try await fixture.git("init", "--quiet", "--bare", remote)
        let push = try await fixture.tryGit(["push", "--quiet", remote, "main"], with: bare)
        #expect(push.status != 0)
        #expect(push.error.contains("error: flagctl is not on the PATH"))
        #expect(try await fixture.tryGit(["push", "--quiet", "--no-verify", remote, "main"], with: bare).status == 0)
    }

    // MARK: The pre-commit framework

    @Test func `the file for the pre-commit framework has what the framework asks for`() throws {
        let text = try String(contentsOfFile: Self.package + "/.pre-commit-hooks.yaml", encoding: .utf8)
        let hooks = try Self.hooks(text)
        #expect(hooks.map { $0["id"] } == ["flagctl-validate", "flagctl-commit-msg"])
        for hook in hooks {
            // https://pre-commit.com/#new-hooks: these three are required.
            for field in ["id", "name", "entry", "language"] { #expect(hook[field]?.isEmpty == false, "\(field)") }
            #expect(hook["language"] == "system")
            #expect(hook["entry"]?.hasPrefix("flagctl hook ") == true)
            #expect(Set(hook.keys).isSubset(of: Self.fields), "\(hook.keys.sorted())")
        }
        #expect(hooks[0]["entry"] == "flagctl hook pre-commit")
        #expect(hooks[0]["stages"] == "[pre-commit]")
        #expect(hooks[0]["pass_filenames"] == "false")
        #expect(hooks[1]["entry"] == "flagctl hook commit-msg")
        #expect(hooks[1]["stages"] == "[commit-msg]")
    }

    @Test(
        .enabled("python3 with yaml is needed as a witness") {
            (try? await run("python3", ["-c", "import yaml"], in: "/"))?.status == 0
        }
    )
    func `python reads the same YAML`() async throws {
        let script = "import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))"
        let file = Self.package + "/.pre-commit-hooks.yaml"
        let result = try await run("python3", ["-c", script, file], in: "/", environment: ["HOME": "/nonexistent"])
        #expect(result.status == 0, "\(result.error)")
        struct Hook: Decodable {
            let id: String
            let entry: String
            let stages: [String]
        }
        let hooks = try JSONDecoder().decode([Hook].self, from: Data(result.output.utf8))
        #expect(hooks.map(\.stages) == [["pre-commit"], ["commit-msg"]])
        #expect(hooks.map(\.entry) == ["flagctl hook pre-commit", "flagctl hook commit-msg"])
    }

    /// The fields that the framework knows.
    private static let fields: Set<String> = [
        "id", "name", "description", "entry", "language", "files", "exclude", "types", "types_or", "exclude_types",
        "always_run", "fail_fast", "verbose", "pass_filenames", "require_serial", "language_version",
        "minimum_pre_commit_version", "args", "stages", "additional_dependencies",
    ]

    /// A list of flat mappings, the part of YAML that such a file needs; anything else is an error.
    private static func hooks(_ text: String) throws -> [[String: String]] {
        var hooks: [[String: String]] = []
        for line in text.split(separator: "\n") where line.first != "#" {
            if line.hasPrefix("- ") { hooks.append([:]) }
            let content = line.dropFirst(2)
            if content.hasPrefix("#") { continue }
            let parts = content.split(separator: ": ", maxSplits: 1)
            try #require(parts.count == 2 && (line.hasPrefix("- ") || line.hasPrefix("  ")), "\(line)")
            let last = hooks.count - 1
            try #require(last >= 0 && hooks[last][String(parts[0])] == nil, "\(line)")
            hooks[last][String(parts[0])] = String(parts[1])
        }
        return hooks
    }
}
