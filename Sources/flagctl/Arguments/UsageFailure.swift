import ArgumentParser
import Workflows

/// What the parser refuses, as a failure like every other: lower case, with the next command, as JSON where asked for.
enum UsageFailure {
    /// Whether an error is the parser's, and not a request for help or the end of a run.
    static func isOne(_ error: any Error) -> Bool {
        !(error is ExitCode) && Flagctl.exitCode(for: error) == .validationFailure
    }

    /// Describes the parser's error on these arguments.
    static func failure(_ error: any Error, _ arguments: [String]) -> Failure {
        let (names, verb, next) = position(in: arguments)
        let command = names.joined(separator: " ")
        let verbs = verb.configuration.subcommands.map { $0._commandName }
        if names.count == 1, let next, LeadingOptions.isOne(next) {
            return .usage("a verb is missing", hint: "\(command) --help")
        }
        if let next, !verbs.isEmpty, !next.hasPrefix("-") {
            return .unknownVerb(next, after: command, known: verbs)
        }
        return .usage(text(of: Flagctl.message(for: error)), hint: "\(command) --help")
    }

    /// Whether the arguments ask for JSON, which they can although they are wrong.
    static func format(of arguments: [String]) -> OutputFormat {
        let pairs = zip(arguments, arguments.dropFirst())
        let isJSON = arguments.contains("--format=json") || pairs.contains { $0 == ("--format", "json") }
        return isJSON ? .json : .text
    }

    /// The verbs that the arguments begin with, the last one's type, and the word after them.
    private static func position(
        in arguments: [String]
    ) -> (names: [String], verb: any ParsableCommand.Type, next: String?) {
        var names = [Flagctl._commandName]
        var verb: any ParsableCommand.Type = Flagctl.self
        var rest = arguments[...]
        while let word = rest.first,
            let found = verb.configuration.subcommands.first(where: { $0._commandName == word })
        {
            names.append(word)
            verb = found
            rest = rest.dropFirst()
        }
        return (names, verb, rest.first)
    }

    /// The parser's sentences in our manner: lower case, joined by semicolons, no full stop.
    private static func text(of message: String) -> String {
        var sentences = message.split(separator: ". ").map { sentence in
            let isCapitals = sentence.dropFirst().first?.isUppercase == true
            return isCapitals ? String(sentence) : sentence.prefix(1).lowercased() + sentence.dropFirst()
        }
        if let last = sentences.popLast() { sentences.append(last.hasSuffix(".") ? String(last.dropLast()) : last) }
        return sentences.joined(separator: "; ")
    }
}
