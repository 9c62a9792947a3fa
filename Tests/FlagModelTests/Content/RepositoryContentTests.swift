import Documents
import FlagModel
import Testing

@Suite struct RepositoryContentTests {
    private let path = "flags/A.json"

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("loading many files at once is the same as adding them one by one")
    func loading() async {
        var files: [(path: String, bytes: [UInt8])] = []
        for number in 0..<4500 {
            let text = number % 1000 == 7 ? "{" : Sample.flag("f\(number)")
            files.append((path: "flags/f\(number).json", bytes: bytes(text)))
        }
        var added = RepositoryContent()
        for file in files { added.add(path: file.path, bytes: file.bytes) }
        let loaded = await RepositoryContent.load(files)
        #expect(loaded.flags == added.flags)
        #expect(loaded.problems == added.problems)
        #expect(loaded.problems.count == 5)
        #expect(await RepositoryContent.load([]).flags.isEmpty)
    }

    @Test("a file that is added again replaces the first and its findings")
    func replacing() throws {
        let key = try #require(FlagKey("A"))
        var content = RepositoryContent()
        content.add(path: path, bytes: bytes("{}"))
        #expect(!content.problems.isEmpty)
        content.add(path: path, bytes: bytes(Sample.flag("A")))
        #expect(content.problems.isEmpty)
        #expect(content.flags[key] != nil)
        content.add(path: path, bytes: bytes("[]"))
        #expect(content.flags[key] == nil)
        #expect(content.problems.map(\.rule) == ["wrong-type"])
        #expect(content.bytes(at: path) == bytes("[]"))
    }

    @Test("absence is known of whole content, and of what was marked in partial content")
    func absence() throws {
        let kind = DocumentKind.flag(try #require(FlagKey("A")))
        #expect(RepositoryContent().isAbsent(kind))
        var content = RepositoryContent(isPartial: true)
        #expect(!content.isAbsent(kind))
        content.add(path: path, bytes: bytes(Sample.flag("A")))
        content.markAbsent(path: path)
        #expect(content.isAbsent(kind))
        #expect(content.flags.isEmpty)
        content.add(path: path, bytes: bytes(Sample.flag("A")))
        #expect(!content.isAbsent(kind))
    }

    @Test("templates of messages are kept by their names; what is no template beside them is told of")
    func templates() {
        let path = ".flagctl/templates/launch.mustache"
        var content = RepositoryContent(isPartial: true)
        #expect(!content.isTemplateAbsent("launch"))
        content.add(path: path, bytes: bytes("a"))
        content.add(path: path, bytes: bytes("b"))
        #expect(content.templates == ["launch": bytes("b")])
        #expect(content.documentCount == 0)
        content.markAbsent(path: path)
        #expect(content.templates.isEmpty && content.isTemplateAbsent("launch"))
        for name in ["README.md", "launch.mustash", "big launch.mustache", ".mustache"] {
            content.add(path: ".flagctl/templates/\(name)", bytes: [])
        }
        #expect(content.templates.isEmpty)
        #expect(
            content.problems.map(\.path).map { $0.split(separator: "/")[2] } == [
                "launch.mustash", "big launch.mustache", ".mustache",
            ])
        #expect(content.problems.allSatisfy { $0.severity == .warning && $0.rule == "unexpected-file" })
    }

    @Test("findings that only the caller can make are among the others")
    func callersProblems() {
        var content = RepositoryContent()
        content.addProblem(Finding(severity: .error, rule: "not-a-file", path: path, message: "is a symbolic link"))
        #expect(Validation.findings(in: content).map(\.rule) == ["not-a-file"])
    }

    @Test("gives documents back with their positions, and environments in order")
    func lookup() throws {
        var content = RepositoryContent()
        content.add(path: path, bytes: bytes(Sample.flag("A")))
        content.add(path: "environments/b/environment.json", bytes: bytes(Sample.environment("b")))
        content.add(path: "environments/a/flags/A.json", bytes: bytes("[]"))
        #expect(content.document(at: path)?.value["key"] == "A")
        #expect(content.document(at: "flags/B.json") == nil)
        #expect(content.environmentKeys.map(\.text) == ["a", "b"])
        #expect(content.state(of: try #require(FlagKey("A")), in: try #require(EnvironmentKey("a"))) == nil)
    }

    @Test("files outside the layout are passed over")
    func free() {
        var content = RepositoryContent()
        content.add(path: "README.md", bytes: [0xFF])
        #expect(content.problems.isEmpty)
        #expect(content.bytes(at: "README.md") == nil)
    }
}
