import ArgumentParser
import Connectors
import Workflows

struct CommsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comms", abstract: "Tell people what plans say, each message once",
        discussion: "Example: flagctl comms due --env production",
        subcommands: [
            CommsDueCommand.self, CommsPreviewCommand.self, CommsSendCommand.self, CommsResolveCommand.self,
            CommsDigestCommand.self,
        ])
}

/// What messages go out through.
enum Sending {
    /// Channels as the repository names them, with secrets from this run's environment.
    static func channels(_ surroundings: Surroundings, isPatient: Bool = true) -> LiveChannels {
        LiveChannels(variables: surroundings.environment, now: surroundings.now, isPatient: isPatient)
    }
}

extension UncommittedSources {
    /// Says on standard error what is left out.
    fileprivate func advise(_ surroundings: Surroundings, _ output: Output) throws {
        if let note = try note(surroundings.session) { output.advise("\(output.style.warn("note:")) \(note)") }
    }
}

struct CommsDueCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "Show which messages are due, what comes next, and what nobody knows about",
        discussion: "Example: flagctl comms due s4-ga --env production")

    @Argument(help: "The rollout plan's key; all plans if left out", completion: .plans) var plan: String?
    @Option(name: .shortAndLong, help: "The environment; all if left out", completion: .environments)
    var env: String?
    @Flag(help: "Show what is settled too") var all = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        try UncommittedSources(of: plan, in: env).advise(surroundings, output)
        output.answer(try ListDueMessages(of: plan, in: env, all: all).run(surroundings.session))
    }
}

struct CommsPreviewCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Write messages as they would go out now, without sending any",
        discussion: "Example: flagctl comms preview s4-ga rollback --env production")

    /// How a message is written.
    enum Form: String, EnumerableFlag {
        case plain, markdown, html, slack

        static func help(for form: Self) -> ArgumentHelp? {
            switch form {
            case .plain: "As e-mail's plain text; the usual"
            case .markdown: "As Markdown, for a release or a file"
            case .html: "As e-mail's HTML"
            case .slack: "As Slack's Block Kit"
            }
        }
    }

    @OptionGroup var plan: PlanArgument
    @Argument(help: "The messages of the plan") var messages: [String] = []
    @Flag(help: "Write every message of the plan") var all = false
    @Flag var form: Form = .plain
    @Flag(help: "Do not ask for metrics") var noMeasure = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        guard messages.isEmpty == all else { throw ValidationError("name messages, or give --all") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        try UncommittedSources(of: plan.plan, in: plan.place.env).advise(surroundings, output)
        let gathering = noMeasure ? nil : try Measuring.measurements(surroundings)
        let report = try await PreviewMessages(messages, of: plan.plan, in: plan.place.env, gathering: gathering)
            .run(surroundings.session)
        output.answer(PreviewText(report: report, form: form))
        if !report.refused.isEmpty { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

struct CommsSendCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Send what is due, or one message before its time",
        discussion: """
            A message is claimed by a commit before it goes out and never goes out twice. What nobody knows about is \
            left for 'comms resolve'.

            Example: flagctl comms send --due --env production --push
            """)

    @Argument(help: "The rollout plan's key", completion: .plans) var plan: String?
    @Argument(help: "The message") var message: String?
    @Flag(help: "Send everything that is due, of the plan or of all") var due = false
    @Option(name: .shortAndLong, help: "The environment; all with --due if left out", completion: .environments)
    var env: String?
    @Flag(help: "Take over what others published before, and publish claims and receipts") var push = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        if due {
            guard message == nil else { throw ValidationError("--due sends every message that is due") }
        } else {
            guard plan != nil, message != nil, env != nil else {
                throw ValidationError("name a plan, a message and --env, or give --due")
            }
        }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        try UncommittedSources(of: plan, in: env).advise(surroundings, output)
        if !push, let note = try SharedBranch(surroundings.session).note {
            output.advise("\(output.style.warn("note:")) \(note)")
        }
        let choice: SendMessages.Choice
        if let plan, let message, let env {
            choice = .message(message, plan: plan, environment: env)
        } else {
            choice = .due(plan: plan, environment: env)
        }
        let report = try await SendMessages(
            choice, push: push, sender: Sending.channels(surroundings),
            gathering: try Measuring.measurements(surroundings), clock: surroundings.now
        ).run(surroundings.session)
        output.answer(report)
        if report.needsSomebody { throw ExitCode(ExitStatus.refused.rawValue) }
    }
}

struct CommsResolveCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Say what became of a message that nobody knows about",
        discussion: "Example: flagctl comms resolve s4-ga launch -e production --sent -m \"seen\"")

    enum Verdict: String, EnumerableFlag {
        case sent, again, skip

        static func help(for verdict: Self) -> ArgumentHelp? {
            switch verdict {
            case .sent: "It arrived"
            case .again: "It did not arrive: send it again"
            case .skip: "Do not send it any more"
            }
        }

        var verdict: ResolveDelivery.Verdict {
            switch self {
            case .sent: .sent
            case .again: .again
            case .skip: .skip
            }
        }
    }

    @Argument(help: "The rollout plan's key", completion: .plans) var plan: String
    @Argument(help: "The message") var message: String
    @OptionGroup var place: EnvironmentArgument
    @Flag var verdict: Verdict
    @Option(help: "Only on this channel") var channel: String?
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await ResolveDelivery(message, of: plan, in: place.env, channel: channel, verdict.verdict)
            .run(session, options)
    }
}

struct CommsDigestCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "digest", abstract: "Write what happened in an environment, what is ahead and what is overdue",
        discussion: "Example: flagctl comms digest --env production --days 1")

    @OptionGroup var place: EnvironmentArgument
    @Option(help: ArgumentHelp("How many days back", valueName: "days")) var days = 7
    @Flag(help: "Write Markdown instead of plain text") var markdown = false
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        guard (1...366).contains(days) else { throw ValidationError("--days is 1 to 366") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        try UncommittedSources(of: nil, in: place.env).advise(surroundings, output)
        let report = try await ShowDigest(of: place.env, days: days).run(surroundings.session)
        output.answer(DigestText(report: report, isMarkdown: markdown))
    }
}
