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
        let last = try Heartbeat.read(repository.git)
        if let last, last.interval == interval, last.environments == places,
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

    /// How far apart heartbeats are at least, in seconds; a plan's `maxAge` is longer.
    static let beatEvery = 15
}
