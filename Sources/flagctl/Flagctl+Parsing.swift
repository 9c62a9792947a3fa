import ArgumentParser

extension Flagctl {
    /// Parses the command line.
    ///
    /// The verb that is named parses its arguments alone, which is several times as fast as parsing them from the root,
    /// where the parser looks at them for each command on the way. What it does not take, be it a mistake or `--help`,
    /// is parsed from the root after all, which knows every verb and says so in its messages.
    static func command(_ arguments: [String]) throws -> any ParsableCommand {
        var verb: any ParsableCommand.Type = Flagctl.self
        var rest = arguments[...]
        while let word = rest.first, let next = verb.configuration.subcommands.first(where: { $0.isCalled(word) }) {
            verb = next
            rest = rest.dropFirst()
        }
        if verb != Flagctl.self, verb.configuration.subcommands.isEmpty,
            let command = try? verb.parseAsRoot(Array(rest)), type(of: command) == verb
        {
            return command
        }
        return try parseAsRoot(arguments)
    }
}

extension ParsableCommand {
    fileprivate static func isCalled(_ word: String) -> Bool {
        configuration.commandName == word || configuration.aliases.contains(word)
    }
}
