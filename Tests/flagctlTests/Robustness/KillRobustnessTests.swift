import Foundation
import TestSupport
import Testing

extension HeavyRobustness {
    /// `kill -9` at any moment: the repository opens, and the edit is wholly there or not at all.
    @Suite struct KillRobustnessTests {
        /// Tries of each lane; there are two, as there are two processors at least. `ROBUSTNESS_TRIES=2000` is for a long night.
        static let tries = ProcessInfo.processInfo.environment["ROBUSTNESS_TRIES"].flatMap { Int($0) } ?? 105

        @Test func `an edit killed at any moment is wholly there or not at all`() async throws {
            let statistics = try await withThrowingTaskGroup(of: KillVictim.Statistics.self) { group in
                for lane in 0..<2 {
                    let fixture = try await FlagFixture(flags: (10...21).map { "flag-\($0)" })
                    group.addTask { try await onThread { try Self.run(fixture, lane: lane) } }
                }
                return try await group.reduce(KillVictim.Statistics()) { $0 + $1 }
            }
            print("kills: \(statistics)")
            #expect(statistics.problems == [])
            #expect(statistics.total >= 200)
            // The moments did vary: some kills came before the commit, some between the commit and the acknowledgement.
            #expect(statistics.before >= 40)
            #expect(statistics.after >= 10)
            #expect(statistics.journals >= 10)
            #expect(statistics.locks >= 10)
            #expect(statistics.recoveries >= 5)
        }

        private static func run(_ fixture: FlagFixture, lane: Int) throws -> KillVictim.Statistics {
            let victim = KillVictim(fixture)
            let duration = try victim.duration()
            for number in 0..<tries {
                let second = number % 5 == 0 ? KillMoment.after(microseconds: duration * (number % 25) / 25) : nil
                try victim.kill(at: moment(number, lane: lane, duration: duration), recoveryAt: second)
            }
            try victim.finish()
            return victim.statistics
        }

        /// Half of the tries spread over the time that an edit takes, the others follow a sign by some microseconds.
        private static func moment(_ number: Int, lane: Int, duration: Int) -> KillMoment {
            let place = number * 2 + lane
            if number.isMultiple(of: 2) { return .after(microseconds: duration * place * 9 / (tries * 20)) }
            let signs = RepositorySign.allCases
            return .once(signs[number / 2 % signs.count], microseconds: place * place % 61 * 7)
        }
    }
}
