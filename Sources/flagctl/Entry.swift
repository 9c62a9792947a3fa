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
            guard UsageFailure.isOne(error) else { leave(with: error) }
            let global = GlobalOptions.plain(UsageFailure.format(of: arguments))
            Output(global, Surroundings(global)).show(UsageFailure.failure(error, arguments))
            leave(ExitStatus.usage.rawValue)
        }
        leave(ExitStatus.done.rawValue)
    }

    /// Says what the argument parser has to say, such as a help page, and ends.
    private static func leave(with error: any Error) -> Never {
        let message = Flagctl.fullMessage(for: error)
        let code = Flagctl.exitCode(for: error)
        if !message.isEmpty {
            if code.isSuccess { print(message) } else { Output.writeError(message + "\n") }
        }
        leave(code.rawValue)
    }

    /// Ends the process without what runs at an ordinary exit: that would take OpenSSL away from the thread that still
    /// starts libgit2, and a run that ends early would crash now and then.
    private static func leave(_ code: Int32) -> Never {
        fflush(nil)
        _exit(code)
    }
}
