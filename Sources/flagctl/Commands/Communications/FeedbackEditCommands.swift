import ArgumentParser
import Workflows

struct FeedbackAddCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Record what somebody says about a feature",
        discussion: """
            Its class says how soon it is to be answered: critical in 2 hours, request in 48 hours, general in a week, \
            survey in two weeks.
            Example: flagctl feedback add critical "The grid stays empty" --flag CSF -e production --from "Ann of support"
            """)

    @Argument(help: ArgumentHelp("How soon it is to be answered", valueName: "class")) var kind: FeedbackClass
    @Argument(help: "What they say") var text: String
    @Option(help: "The flag that it is about", completion: .flags) var flag: String?
    @Option(name: .shortAndLong, help: "The environment that it is about", completion: .environments)
    var env: String?
    @Option(help: ArgumentHelp("The rollout plan that it is about", valueName: "plan"), completion: .plans)
    var rollout: String?
    @Option(help: ArgumentHelp("Who says it, in words", valueName: "who")) var from: String?
    @Option(help: ArgumentHelp("Where it is discussed", valueName: "url")) var link: String?
    @Option(help: ArgumentHelp("When it came, such as 2026-01-31T12:00:00Z; now if left out", valueName: "time"))
    var received: String?
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        var feedback = AddFeedback(kind.kind, text)
        feedback.flag = flag
        feedback.environment = env
        feedback.plan = rollout
        feedback.from = from
        feedback.link = link
        feedback.received = received
        return try await feedback.run(session, options)
    }
}

struct FeedbackCloseCommand: EditingCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Say what was answered",
        discussion: "Example: flagctl feedback close 01K429SA -m \"fixed in 2.1, told them\"")

    @Argument(help: "Its key, or at least four characters that it begins with", completion: .feedback) var key: String
    @OptionGroup(title: "Editing") var editing: EditingArguments
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func edit(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await CloseFeedback(key).run(session, options)
    }
}
