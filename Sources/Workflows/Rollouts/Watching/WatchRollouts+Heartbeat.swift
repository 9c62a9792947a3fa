import FlagModel
import FlagRepository
import Git

extension WatchRollouts {
    /// Says that a watcher looked, no more often than anybody has to know.
    func beat(
        _ now: Timestamp, _ repository: FlagRepository, _ sync: RemoteSync?, _ report: inout WatchReport
    ) async throws {
        let base = try repository.head()
        let places = environments.isEmpty ? nil : try environments.map { try base.environmentKey($0) }
        let heartbeat = Heartbeat(time: now, interval: interval, environments: places)
        if let last = try last(repository.git), last.interval == interval, last.environments == places,
            (0..<Self.beatEvery).contains(now.unixSeconds - last.time.unixSeconds)
        {
            return
        }
        try heartbeat.write(repository.git)
        do throws(GitError) {
            if let sync { try await repository.git.push(remote: sync.remote, reference: Heartbeat.reference) }
        } catch {
            report.add(.init(run: "heartbeat", failure: Failure(error)))
        }
    }

    /// The newest heartbeat; one that cannot be read is written anew.
    private func last(_ git: Repository) throws -> Heartbeat? {
        do {
            return try Heartbeat.read(git)
        } catch let failure as Failure where failure.code == Heartbeat.unreadable {
            return nil
        }
    }

    /// How far apart heartbeats are at least, in seconds; a plan's `maxAge` is longer.
    static let beatEvery = 15
}
