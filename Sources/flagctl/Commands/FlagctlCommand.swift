import ArgumentParser
import Workflows

/// A verb: parses, calls one workflow, renders.
protocol FlagctlCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }

    /// Calls the workflow and renders its result.
    func perform(_ surroundings: Surroundings, _ output: Output) async throws
}

extension FlagctlCommand {
    func run() async throws {
        let surroundings = Surroundings(global)
        let output = Output(global, surroundings)
        do {
            try await perform(surroundings, output)
        } catch let exit as ExitCode {
            throw exit
        } catch {
            let failure = Failure(error)
            output.show(failure)
            throw ExitCode(failure.status.rawValue)
        }
    }
}

/// A verb that edits: shows what it did, and asks first where it is about many flags.
protocol EditingCommand: FlagctlCommand {
    var editing: EditingArguments { get }

    /// Whether a person at a terminal is asked before anything is written.
    var asksFirst: Bool { get }

    /// Runs the workflow.
    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport
}

extension EditingCommand {
    var asksFirst: Bool { false }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let session = surroundings.session
        guard asksFirst, !editing.yes, !editing.dryRun, surroundings.canAsk else {
            return output.show(try await edit(session, editing.options))
        }
        var options = editing.options
        options.dryRun = true
        let preview = try await edit(session, options)
        guard !preview.isEmpty else { return output.show(preview) }
        output.show(preview.body(output.style))
        guard output.ask("Go on?") else { throw Failure("declined", "nothing was changed") }
        output.show(try await edit(session, editing.options), after: preview)
    }
}
