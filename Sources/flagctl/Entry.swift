import ArgumentParser
import Workflows

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@main
enum Entry {
    nonisolated static func main() {
        // Nearly every run ends without ever waiting, on this thread; others cost more than many a run.
        if #available(macOS 26, *) {
            Task.immediate { await run() }
        } else {
            Task { await run() }
        }
        while true { pause() }
    }

    private static func run() async -> Never {
        let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try Flagctl.command(arguments)
            if let command = command as? any FlagctlCommand {
                try await command.execute()
            } else {
                try command.run()
            }
        } catch {
            guard UsageFailure.isOne(error) else { Flagctl.exit(withError: error) }
            let global = GlobalOptions.plain(UsageFailure.format(of: arguments))
            Output(global, Surroundings(global)).show(UsageFailure.failure(error, arguments))
            Flagctl.exit(withError: ExitCode(ExitStatus.usage.rawValue))
        }
        exit(EXIT_SUCCESS)
    }
}
