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
    static func main() async {
        Session.prepare()
        let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try Flagctl.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            guard UsageFailure.isOne(error) else { Flagctl.exit(withError: error) }
            let global = GlobalOptions.plain(UsageFailure.format(of: arguments))
            Output(global, Surroundings(global)).show(UsageFailure.failure(error, arguments))
            Flagctl.exit(withError: ExitCode(ExitStatus.usage.rawValue))
        }
    }
}
