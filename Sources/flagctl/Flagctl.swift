import ArgumentParser

@main
struct Flagctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "flagctl", abstract: "Feature flags in git")
}
