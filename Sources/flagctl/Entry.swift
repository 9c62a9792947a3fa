import ArgumentParser

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
        let arguments = LeadingOptions.moved(Array(CommandLine.arguments.dropFirst()))
        do {
            var command = try Flagctl.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            Flagctl.exit(withError: error)
        }
    }
}
