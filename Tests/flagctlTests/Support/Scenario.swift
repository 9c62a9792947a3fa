import TestSupport
import Testing

/// The names of the scenarios, and of their golden files.
enum ScenarioName: String, CaseIterable {
    case enable, disable, selection, approvals, target, promote
    case list, show, matrix
    case evaluate = "eval"
    case export, importing = "import", serve
    case create, archive, cohort, env, people
    case log, blame, diff, revert, rollback, verify
    case stale, refs, feedback, site, comms
    case rolloutStatus = "rollout-status"
    case rolloutExplain = "rollout-explain"
    case rolloutPlan = "rollout-plan"
    case propose, push
    case rollout, watch, schedule, strategies
    case initialise = "init"
    case validate, fmt, doctor, hooks
    case refusals, freezes, colours, questions, help
    case usage, quiet, folders
    case exitCodes = "exit-codes"
}

/// Commands of the real program, in order, in a sandbox; and everything that they print, as one golden text.
///
/// In the text `2> ` marks a line of standard error and `exit N` another status than 0; `\e` stands for the escape character.
struct Scenario {
    let name: ScenarioName
    var start = Sandbox.Start.flags

    init(_ name: ScenarioName, start: Sandbox.Start = .flags) {
        self.name = name
        self.start = start
    }

    /// Runs the script and compares what it prints with the golden file.
    ///
    /// - Parameter files: what is committed beside this project's flags, by path.
    func play(
        _ script: String, with files: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        var sandbox = try await Sandbox(start)
        if !files.isEmpty { try await sandbox.commit(files) }
        var paragraphs: [String] = []
        for step in Script(script).steps {
            switch step {
            case .remark(let text): paragraphs.append("# \(text)\n")
            case .clock(let time):
                sandbox.clock = time
                paragraphs.append("@ \(time)\n")
            case .command(let command):
                let result = try await sandbox.run(command)
                OutputRules.check(command, result, sourceLocation)
                paragraphs.append(sandbox.portable(Transcript.text(of: command, result)))
            }
        }
        try GoldenFile(name).compare(with: paragraphs.joined(separator: "\n"), sourceLocation: sourceLocation)
    }
}

extension Sandbox {
    /// Runs a command of a script.
    func run(_ command: Script.Command) async throws -> Finished {
        command.isOnTerminal
            ? try await runOnTerminal(command.line, answer: command.answer) : try await run(command.line)
    }
}

/// A command and what it printed.
enum Transcript {
    static func text(of command: Script.Command, _ result: Finished) -> String {
        let place = command.isOnTerminal ? "[terminal] " : ""
        return "$ \(place)\(command.line)\n" + lines(result.output, mark: "") + lines(result.error, mark: "2> ")
            + (result.status == 0 ? "" : "exit \(result.status)\n")
    }

    private static func lines(_ text: String, mark: String) -> String {
        guard !text.isEmpty else { return "" }
        let whole = text.hasSuffix("\n")
        let lines = (whole ? String(text.dropLast()) : text).split(separator: "\n", omittingEmptySubsequences: false)
        let printed = lines.map { "\(mark)\($0)\n" }.joined().replacing("\u{1B}", with: "\\e")
        return whole ? printed : printed + "\\ no newline\n"
    }
}

/// What holds for everything that a scenario prints.
enum OutputRules {
    /// Records an issue for a program that the sandbox lacks and, of flagctl, for spaces at a line's end, for an error
    /// that is not in our manner, and for JSON of another shape.
    static func check(_ command: Script.Command, _ result: Finished, _ sourceLocation: SourceLocation) {
        if result.error.contains(": not found") || result.output.contains(": not found") {
            fail("the sandbox lacks a program of this line", command, sourceLocation)
        }
        guard command.line.hasPrefix("flagctl ") else { return }
        for line in (result.output + result.error).split(separator: "\n") {
            if line.hasSuffix(" ") { fail("a space at the end of '\(line)'", command, sourceLocation) }
            if line.hasPrefix("error: ") || line.hasPrefix("hint: "), line.hasSuffix(".") {
                fail("a full stop at the end of '\(line)'", command, sourceLocation)
            }
        }
        let isFailure = result.status != 0 && result.error.isEmpty == false
        if isFailure, !command.line.contains("json"), !result.error.contains("error: ") {
            fail("a failure without 'error:'", command, sourceLocation)
        }
        for text in Contract.documents(of: command.line, result) {
            do {
                let isError = text == result.error || command.isOnTerminal && result.status != 0
                try Contract.check(text, of: command.line, isError: isError)
            } catch {
                fail("\(error)", command, sourceLocation)
            }
        }
    }

    private static func fail(_ text: String, _ command: Script.Command, _ sourceLocation: SourceLocation) {
        Issue.record("\(command.line): \(text)", sourceLocation: sourceLocation)
    }
}
