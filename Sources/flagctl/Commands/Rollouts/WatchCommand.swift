import ArgumentParser
import ServiceLifecycle
import UnixSignals
import Workflows

struct WatchCommand: FlagctlCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Look at every active run: measure, decide, commit each decision",
        discussion: """
            A look with nothing to decide writes no commit. Looking again changes nothing, and several watchers never do a \
            step twice.

            Example: flagctl watch --interval 30s --push
            """)

    @Flag(help: "Look once and end") var once = false
    @Option(help: ArgumentHelp("Look this often, such as 30s or 1m", valueName: "time")) var interval: Interval?
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("An environment, again for more; all if left out", valueName: "environment"),
        completion: .environments)
    var env: [String] = []
    @Flag(help: "Take over what others published before, and publish each decision") var push = false
    @Flag(help: "Leave the messages of plans to others") var noMessages = false
    @Option(
        help: ArgumentHelp(
            "Trust the history up to this commit, instead of what an earlier look verified", valueName: "commit"))
    var verifyRoot: String?
    @OptionGroup(title: "Everywhere") var global: GlobalOptions

    func validate() throws {
        guard once != (interval != nil) else { throw ValidationError("give --once, or --interval such as 30s") }
        if let interval, interval.duration < .seconds(1) { throw ValidationError("--interval is at least 1s") }
    }

    func perform(_ surroundings: Surroundings, _ output: Output) async throws {
        var watch = WatchRollouts(
            environments: env, push: push, root: verifyRoot, gathering: try Measuring.measurements(surroundings))
        if !noMessages { watch.sender = Sending.channels(surroundings, isPatient: false) }
        watch.clock = surroundings.now
        guard let interval else {
            let report = try await watch.look(surroundings.session, now: surroundings.now())
            output.show(report)
            if report.needsSomebody { throw ExitCode(ExitStatus.refused.rawValue) }
            return
        }
        watch.interval = Int(interval.duration.components.seconds)
        try watch.checkInterval(surroundings.session)
        let service = Watching(watch: watch, interval: interval.duration, surroundings: surroundings, output: output)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: output.logger(label: "watch")
            ))
        try await group.run()
    }
}

/// Looks again and again until it is told to end; a look that was begun is finished.
struct Watching: Service {
    let watch: WatchRollouts
    let interval: Duration
    let surroundings: Surroundings
    let output: Output

    func run() async throws {
        output.advise("looking every \(interval.formatted); end with Ctrl-C")
        var next = ContinuousClock.now
        var last: WatchReport?
        var watch = watch
        while !Task.isShuttingDownGracefully {
            do {
                let report = try await watch.look(surroundings.session, now: surroundings.now())
                let news = report.news(since: last)
                if !news.isQuiet { output.show(news) }
                last = report
                // What was verified from there is kept, and what comes later is verified from that.
                if report.doubt == nil { watch.root = nil }
            } catch {
                output.show(Failure(error))
            }
            output.flush()
            next = max(next.advanced(by: interval), .now)
            await sleep(until: next)
        }
    }

    private func sleep(until due: ContinuousClock.Instant) async {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(until: due, clock: .continuous) }
        } catch {
            // Told to end while asleep; the loop sees it.
        }
    }
}

extension Duration {
    /// `30s`.
    fileprivate var formatted: String { "\(components.seconds)s" }
}
