import TestSupport

/// A page of the documentation whose examples are run.
///
/// Two kinds of blocks are: ```` ```console ```` with commands after `$ ` and what they print, and ```` ```json ```` below a
/// line that begins with a command in backticks. `<!-- $ command -->` runs without being shown. Each section of the
/// second level has a repository of its own, as the README's commands have it.
struct RunnablePage {
    /// A command of the page and what it printed.
    struct Example {
        let line: String
        let result: Finished
    }

    /// The page's text with what its commands print now.
    private(set) var text = ""
    /// All commands that are shown, in order.
    private(set) var examples: [Example] = []

    private var sandbox: Sandbox?
    private var lines: [Substring]

    /// Runs the examples of a page.
    init(_ text: String) async throws {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).reversed()
        var written: [String] = []
        var command: String?
        var isParagraphStart = true
        while let line = lines.popLast() {
            written.append(String(line))
            if line.hasPrefix("## ") {
                sandbox = nil
            } else if line.hasPrefix("<!-- $ "), line.hasSuffix(" -->") {
                try await prepare(String(line.dropFirst("<!-- $ ".count).dropLast(" -->".count)))
            } else if line == "```console" {
                written += try await console()
            } else if line == "```json", let shown = command {
                skipBlock()
                written += try await output(of: shown) + ["```"]
            }
            if isParagraphStart, !line.isEmpty { command = Self.command(in: line) }
            isParagraphStart = line.isEmpty
        }
        self.text = written.joined(separator: "\n")
    }

    /// The commands of a console block with what they print, and the block's end.
    private mutating func console() async throws -> [String] {
        var written: [String] = []
        while let line = lines.popLast(), line != "```" {
            guard line.hasPrefix("$ ") else { continue }
            var whole = String(line.dropFirst(2))
            while whole.hasSuffix("\\"), let next = lines.popLast() { whole += "\n" + next }
            if !written.isEmpty { written.append("") }
            written += ["$ " + whole] + (try await output(of: whole))
        }
        return written + ["```"]
    }

    private mutating func output(of line: String) async throws -> [String] {
        let result = try await run(line)
        examples.append(Example(line: line, result: result))
        guard let printed = sandbox?.portable(result.output + result.error), !printed.isEmpty else { return [] }
        return printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// Runs what is not shown; `@ time` sets the clock.
    private mutating func prepare(_ line: String) async throws {
        if sandbox == nil { sandbox = try await Sandbox() }
        if line.hasPrefix("@ ") { sandbox?.clock = String(line.dropFirst(2)) } else { try await sandbox?.succeed(line) }
    }

    private mutating func run(_ line: String) async throws -> Finished {
        let current: Sandbox
        if let sandbox { current = sandbox } else { current = try await Sandbox() }
        sandbox = current
        return try await current.run(line)
    }

    private mutating func skipBlock() {
        while let line = lines.popLast(), line != "```" {}
    }

    private static func command(in line: Substring) -> String? {
        guard line.hasPrefix("`flagctl ") else { return nil }
        return line.dropFirst().split(separator: "`", maxSplits: 1).first.map(String.init)
    }
}
