import Foundation

/// A workflow file of the scaffold, taken apart as far as its tests need it.
struct ActionsWorkflow {
    let text: String
    private let lines: [String]

    init(_ name: String) throws {
        text = try Project.text(of: "Sources/Workflows/Scaffold/\(name)")
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The shell of a step.
    func script(of step: String) -> String? {
        guard let body = lines(of: step), let start = body.firstIndex(of: "        run: |") else { return nil }
        return body[(start + 1)...].prefix { $0.isEmpty || $0.hasPrefix("          ") }
            .map { String($0.dropFirst(10)) }.joined(separator: "\n")
    }

    /// The names of the variables that a step is given.
    func variables(of step: String) -> Set<String> {
        guard let body = lines(of: step), let start = body.firstIndex(of: "        env:") else { return [] }
        let block = body[(start + 1)...].prefix { $0.hasPrefix("          ") }
        return Set(block.compactMap { $0.split(separator: ":").first?.trimmingCharacters(in: .whitespaces) })
    }

    /// The inputs of a dispatched workflow, and which of them have to be given.
    var inputs: [String: Bool] {
        guard let start = lines.firstIndex(of: "    inputs:") else { return [:] }
        var inputs: [String: Bool] = [:]
        var name = ""
        for line in lines[(start + 1)...].prefix(while: { $0.hasPrefix("      ") }) {
            let word = line.trimmingCharacters(in: .whitespaces)
            if !line.hasPrefix("       ") { name = String(word.dropLast()) }
            if word.hasPrefix("required: ") { inputs[name] = word == "required: true" }
            if word.hasPrefix("default: ") { inputs[name] = false }
        }
        return inputs
    }

    private func lines(of step: String) -> ArraySlice<String>? {
        guard let start = lines.firstIndex(of: "      - name: \(step)") else { return nil }
        return lines[(start + 1)...].prefix { !$0.hasPrefix("      - ") }
    }
}
