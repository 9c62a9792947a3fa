import Connectors
import FlagModel
import Foundation
import Rollouts
import TestSupport
import Testing
import Workflows

/// What people and a watcher do to the sample rollout of a sandbox, in words: `start`, `task KEY`, `go ROLE`,
/// `no-go ROLE REASON`, `report METRIC VALUE`, `stop REASON`, `rollback REASON`, `incident GUARD TEXT`, or
/// `watch VALUE` with the error rate. `NAME:` before the words names a person of people.json.
struct RolloutActs {
    /// The sample rollout in a repository, committed.
    static func prepare(_ sandbox: Sandbox) async throws {
        for (path, text) in SampleRollout.files {
            try await sandbox.succeed("mkdir -p $(echo \(path) | sed 's|/[^/]*$||')")
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(sandbox.repository)/\(path)"))
        }
        try await sandbox.succeed("git add --all && git commit --quiet --message 'Plan CSF for everybody'")
    }

    /// Does what a line says.
    static func act(_ line: String, _ sandbox: Sandbox) async throws {
        var words = line.split(separator: " ").map(String.init)
        var name = "Mike <mike@example.com>"
        if let person = words.first, person.hasSuffix(":") {
            words.removeFirst()
            name = try #require(people[String(person.dropLast())])
        }
        let session = try session(sandbox, name)
        let rest = words.dropFirst(2).joined(separator: " ")
        let said = EditOptions(reason: rest.isEmpty ? nil : rest)
        let (verb, object) = (words[0], words.count > 1 ? words[1] : "")
        let (plan, place) = ("csf", "production")
        let all = EditOptions(reason: words.dropFirst().joined(separator: " "))
        switch verb {
        case "start": _ = try await StartRollout(plan, in: place).run(session, EditOptions(approvedBy: ["priya"]))
        case "task": _ = try await TickTask(object, of: plan, in: place, done: true).run(session, said)
        case "go", "no-go":
            let verdict: Attestation.Verdict = verb == "go" ? .go : .noGo
            _ = try await AttestRollout(plan, in: place, role: object, verdict).run(session, said)
        case "report":
            let value = try #require(Double(rest))
            _ = try await ReportMeasurement(object, is: value, for: plan, in: place).run(session, EditOptions())
        case "stop": _ = try await ControlRollout(.stop, plan, in: place).run(session, all)
        case "rollback": _ = try await RollBackRollout(plan, in: place).run(session, all)
        case "incident": _ = try await ReportIncident(to: object, of: plan, in: place).run(session, said)
        case "watch":
            let source = SteadySource(value: Double(object))
            let report = try await WatchRollouts(gathering: source).look(session, now: session.now)
            if let problem = report.problems.first { throw problem.failure }
        default: throw SetUpFailure(line: line, text: "nobody does that")
        }
    }

    private static let people = [
        "sarah": "Sarah Chen <sarah.chen@example.com>", "priya": "Priya N <priya@example.com>",
    ]

    private static func session(_ sandbox: Sandbox, _ person: String) throws -> Session {
        let parts = person.dropLast().split(separator: "<").map(String.init)
        let author = ["GIT_AUTHOR_NAME": String(parts[0].dropLast()), "GIT_AUTHOR_EMAIL": parts[1]]
        return Session(
            path: sandbox.repository, environment: sandbox.environment.merging(author) { $1 },
            now: try #require(Timestamp(sandbox.clock)), hasFixedClock: true, commandLine: ["flagctl"],
            entropy: { (0, 0) })
    }
}

/// A source whose series all have one value, or have none.
private struct SteadySource: MeasurementGathering {
    let value: Double?

    func observe(_ requests: Set<MeasurementRequest>) async -> [MeasurementRequest: Observation] {
        Dictionary(
            uniqueKeysWithValues: requests.map { request in
                guard let value else { return (request, .noData("no series of this name")) }
                let times = stride(from: request.from.unixSeconds, through: request.to.unixSeconds, by: request.step)
                return (
                    request, .samples(times.map { Sample(time: Timestamp(unixSeconds: $0), value: value) })
                )
            })
    }
}
