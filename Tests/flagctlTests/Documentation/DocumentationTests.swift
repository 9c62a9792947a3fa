import Foundation
import Testing

@Suite("golden: docs/reference")
struct DocumentationTests {
    @Test("every example shows what the program prints", arguments: ["commands", "json", "exit-codes"])
    func examples(page: String) async throws {
        let path = "docs/reference/\(page).md"
        let run = try await RunnablePage(Project.text(of: path))
        #expect(!run.examples.isEmpty)
        for example in run.examples {
            OutputRules.check(Script.Command(example.line), example.result, #_sourceLocation)
        }
        try GoldenFile(path: Project.path(path)).compare(with: run.text)
    }

    @Test("commands.md has every verb with its options, and no others")
    func commands() async throws {
        let sections = try Page("docs/reference/commands.md").sections
        let shared = try #require(sections["Options of every verb"]).options
        let editing = try #require(sections["Options of every edit"]).options
        var described: Set<String> = []
        for (path, command) in try await CommandTree.read().commands where command.subcommands?.isEmpty != false {
            let name = path.dropFirst().joined(separator: " ")
            let section = try #require(sections[name], "commands.md has no section '\(name)'")
            let isEdit = command.options.contains("--dry-run")
            let own = command.options.subtracting(shared).subtracting(isEdit ? editing : [])
            #expect(section.options == own, "\(name): - written, + of the program: \(section.options) \(own)")
            #expect(section.text.contains("$ flagctl \(name)"), "\(name) has no example")
            described.insert(name)
        }
        #expect(described.isSubset(of: Set(sections.keys)))
    }

    @Test("json.md names every member of every shape, and shows every kind of document")
    func members() async throws {
        let page = try Page("docs/reference/json.md")
        let shapes = Contract.shapes.map(\.shape) + [Contract.error]
        for name in shapes.reduce(into: Set<String>(), { $0.formUnion($1.memberNames) }) {
            #expect(
                page.text.contains("`\(name)`") || page.text.contains("\"\(name)\":"),
                "json.md says nothing about '\(name)'")
        }
        for (verb, _) in Contract.shapes where verb.count == 1 { #expect(page.text.contains(verb[0]), "\(verb)") }
    }

    @Test("exit-codes.md has the codes of the program, each shown in the golden files")
    func exitCodes() throws {
        let page = try Page("docs/reference/exit-codes.md").text
        let codes = page.split(separator: "\n").compactMap { line in
            line.hasPrefix("| ") ? Int(line.dropFirst(2).prefix { $0.isNumber }) : nil
        }
        #expect(codes == [0, 1, 3, 4, 64, 70])
        let source = try Project.text(of: "Sources/Workflows/Session/Failure.swift")
        let cases = source.split(separator: "\n").filter { $0.hasPrefix("    case ") }.compactMap {
            $0.split(separator: "=").last.flatMap { Int($0.drop { $0 == " " }) }
        }
        #expect(cases == codes)
        let golden = try String(contentsOfFile: GoldenFile(.exitCodes).path, encoding: .utf8)
        for code in codes.dropLast() { #expect(golden.contains("\n\(code)\n"), "no run ends with \(code)") }
    }
}

/// A page of the documentation.
private struct Page {
    struct Section {
        var text = ""

        /// The long options that its tables begin a row with.
        var options: Set<String> {
            Set(
                text.split(separator: "\n").filter { $0.hasPrefix("| `-") }.flatMap { row in
                    row.split(separator: "|")[0].split { " `,".contains($0) }.filter { $0.hasPrefix("--") }.map(
                        String.init)
                })
        }
    }

    let text: String

    init(_ path: String) throws { text = try Project.text(of: path) }

    /// The sections of the second level by their headings, without backticks.
    var sections: [String: Section] {
        var sections: [String: Section] = [:]
        var name = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { name = line.dropFirst(3).filter { $0 != "`" } }
            sections[name, default: Section()].text += line + "\n"
        }
        return sections
    }
}
