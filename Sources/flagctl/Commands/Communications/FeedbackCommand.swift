import ArgumentParser
import FlagModel
import Workflows

struct FeedbackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedback", abstract: "Record what people say, and answer in time",
        subcommands: [
            FeedbackAddCommand.self, FeedbackListCommand.self, FeedbackShowCommand.self, FeedbackCloseCommand.self,
        ])
}

/// A class of feedback as it is typed.
enum FeedbackClass: String, ExpressibleByArgument, CaseIterable {
    case critical
    case request
    case general
    case survey

    var kind: Feedback.Class {
        switch self {
        case .critical: .critical
        case .request: .request
        case .general: .general
        case .survey: .survey
        }
    }
}

struct FeedbackListCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show what waits for an answer, what is overdue first",
        discussion: "Example: flagctl feedback list --overdue")

    enum Filter: EnumerableFlag {
        case open
        case overdue
        case closed
        case all

        static func help(for value: Filter) -> ArgumentHelp? {
            switch value {
            case .open: "What waits for an answer; so too if left out"
            case .overdue: "Only what waits for one longer than it should"
            case .closed: "What was answered, the newest answer first"
            case .all: "All of it"
            }
        }

        var filter: ListFeedback.Filter {
            switch self {
            case .open: .open
            case .overdue: .overdue
            case .closed: .closed
            case .all: .all
            }
        }
    }

    @Flag(exclusivity: .exclusive) var filter: Filter?
    @Option(help: "Only what is about this flag", completion: .flags) var flag: String?
    @Option(name: .customLong("class"), help: "Only what is of this class") var kind: FeedbackClass?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        let list = ListFeedback((filter ?? .open).filter, flag: flag, kind: kind?.kind)
        output.answer(try list.run(surroundings.session))
    }
}

struct FeedbackShowCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all that one piece of feedback says",
        discussion: "Example: flagctl feedback show 01K429SA")

    @Argument(help: "Its key, or at least four characters that it begins with", completion: .feedback) var key: String
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        output.answer(try ShowFeedback(key).run(surroundings.session))
    }
}
