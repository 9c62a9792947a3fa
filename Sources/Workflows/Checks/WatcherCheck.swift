import FlagModel
import FlagRepository
import Git
import Rollouts

/// Whether active runs are watched, often enough.
enum WatcherCheck {
    /// What doctor says.
    ///
    /// - Throws: a ``Failure`` for an interval that is longer than half the shortest window.
    static func look(_ repository: FlagRepository, now: Timestamp) throws -> (String, String?) {
        let base = try repository.head()
        var active = 0
        var maxAge = Int.max
        let places = try base.environmentKeys()
        for environment in places {
            for key in try base.planKeys(in: environment) {
                guard try base.status(of: key, in: environment)?.state.isActive == true else { continue }
                active += 1
                maxAge = min(maxAge, try base.plan(key, in: environment)?.maxAge ?? .max)
            }
        }
        let heartbeat = try Heartbeat.read(repository.git)
        if let interval = heartbeat?.interval, let shortest = try ShortestWindow.find(in: base, places),
            interval * 2 > shortest.seconds
        {
            throw Failure(
                "interval-too-long",
                "the watcher looks every \(interval) s, longer than half the window of \(shortest.what): "
                    + "\(shortest.seconds) s",
                hint: "flagctl watch --interval \(max(1, shortest.seconds / 2))s")
        }
        let runs = counted(active, "active run")
        guard active > 0 else { return ("no run is under way", nil) }
        guard let heartbeat else { return ("nobody watches \(runs)", "flagctl watch --interval 30s") }
        let age = now.unixSeconds - heartbeat.time.unixSeconds
        guard age <= maxAge else {
            return (
                "\(runs), looked at \(ISODuration(seconds: age).text) ago, plans allow \(ISODuration(seconds: maxAge).text)",
                "flagctl watch --interval 30s"
            )
        }
        return ("\(runs), looked at \(age) s ago", nil)
    }
}
