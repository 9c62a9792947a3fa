import ArgumentParser
import Workflows

struct DoctorCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check what edits need, and finish what a killed run left",
        discussion: "Example: flagctl doctor")

    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let report = try await Doctor().run(surroundings.session)
        output.answer(report)
        if !report.isHealthy { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}
