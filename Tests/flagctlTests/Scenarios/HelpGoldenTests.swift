import Foundation
import TestSupport
import Testing

@Suite("golden: help, version, completions, manual")
struct HelpGoldenTests {
    @Test("help of every verb")
    func help() async throws {
        let verbs = try await CommandTree.read().paths.map { $0.joined(separator: " ") }
        let lines = verbs.map { "\($0) --help" } + ["flagctl help enable", "flagctl --version"]
        try await Scenario(.help, start: .nothing).play(lines.joined(separator: "\n"))
    }

    @Test("help fits in 80 columns, and its examples are not torn apart")
    func helpFits() async throws {
        let sandbox = try await Sandbox(.nothing)
        for path in try await CommandTree.read().paths {
            let text = try await sandbox.run(path.joined(separator: " ") + " --help").output
            for line in text.split(separator: "\n") where !line.hasPrefix("USAGE:") {
                #expect(line.count <= 80, "\(path.joined(separator: " ")): \(line)")
            }
            let example = text.split(separator: "\n").first { $0.hasPrefix("Example: ") }
            #expect(example.map { $0.filter { $0 == "\"" }.count.isMultiple(of: 2) } ?? true, "\(example ?? "")")
        }
    }

    @Test("completion scripts", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let sandbox = try await Sandbox(.nothing)
        let script = try await sandbox.run("flagctl --generate-completion-script \(shell)")
        #expect(script.status == 0)
        for verb in try await CommandTree.read().verbs { #expect(script.output.contains(verb), "\(verb)") }
        guard shell == "bash" else { return }
        let check = try await TestSupport.run("bash", ["-n"], in: "/", input: script.output)
        #expect(check.status == 0, "\(check.error)")
    }

    @Test("the manual has every verb and option")
    func manual() async throws {
        let manual = try Project.text(of: "docs/man/flagctl.1").split(separator: "\n").map(String.init)
        let tree = try await CommandTree.read()
        for verb in tree.verbs { #expect(manual.contains(".It Em \(verb)"), "run: make manual") }
        for option in tree.options {
            let named = manual.contains { $0.hasPrefix(".It Fl") && $0.split(separator: " ").contains(Substring(option.dropFirst())) }
            #expect(named, "\(option); run: make manual")
        }
    }
}
