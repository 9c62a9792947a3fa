import FlagModel
import TestSupport
import Testing

@testable import Rollouts

/// What holds for every series, tried with many of them.
@Suite("Judging any series")
struct SeriesJudgePropertyTests {
    /// A series and how it is judged, made of a number.
    private struct Trial {
        let samples: [Sample]
        let request: MeasurementRequest
        let test: MetricTest
        let success = Threshold(.lessThan, 3)
        let failure = Threshold(.greaterThan, 6)

        init(_ seed: Int) throws {
            var generator = SplitMix64(seed: seed)
            let start = 1_000_000
            let end = start + 60 + generator.upTo(600)
            var samples: [Sample] = []
            var time = start
            while time <= end {
                let value = generator.chance(10) ? Double.nan : Double(generator.upTo(100)) / 10
                samples.append(Sample(time: Timestamp(unixSeconds: time), value: value))
                // Most are a step apart, some after a gap, a few at the same moment.
                time += generator.chance(5) ? 0 : generator.chance(5) ? 10 + generator.upTo(120) : 10
            }
            self.samples = samples
            let metric = try #require(MetricKey("errors"))
            test = MetricTest(
                metric: metric, window: 20 + generator.upTo(80),
                aggregate: generator.pick([.average, .maximum, .minimum, .last]), minSamples: 1 + generator.upTo(4),
                failureLimit: generator.upTo(4))
            let key = try #require(SourceKey("prometheus"))
            request = MeasurementRequest(
                source: MetricSource(key: key, kind: .prometheus, url: "http://localhost"), query: .prometheus("up"),
                from: Timestamp(unixSeconds: start), to: Timestamp(unixSeconds: end + generator.upTo(60)), step: 10,
                probes: 1)
        }

        func judge(_ samples: [Sample], test: MetricTest, until end: Timestamp) throws -> MetricEvidence {
            let request = MeasurementRequest(
                source: request.source, query: request.query, from: request.from, to: end, step: 10, probes: 1)
            return SeriesJudge(test: test, success: success, failure: failure, baseline: nil)
                .evidence(
                    of: .samples(samples), for: .criterion(try #require(CriterionKey("errors"))), request: request)
        }

        func judge() throws -> MetricEvidence { try judge(samples, test: test, until: request.to) }
    }

    /// The contract, written without regard to cost: full windows that end at a sample and have enough numbers.
    private func expected(_ trial: Trial) -> (result: MetricEvidence.Result, failures: Int) {
        let numbers = trial.samples.filter(\.value.isFinite).map { ($0.time.unixSeconds, $0.value) }
        let from = trial.request.from.unixSeconds
        var failures = 0
        var free = from
        var newest: (end: Int, value: Double)?
        for (index, (end, last)) in numbers.enumerated() {
            let begin = end - trial.test.window
            let values = numbers[...index].filter { $0.0 > begin }.map(\.1)
            guard begin >= from, values.count >= trial.test.minSamples else { continue }
            let value =
                switch trial.test.aggregate {
                case .average: values.reduce(0, +) / Double(values.count)
                case .maximum: values.max() ?? 0
                case .minimum: values.min() ?? 0
                case .last: last
                }
            newest = (end, value)
            if begin >= free, value > 6 {
                failures += 1
                free = end
            }
        }
        if failures > trial.test.failureLimit { return (.failed, failures) }
        guard let newest, trial.request.to.unixSeconds - newest.end <= trial.test.window, newest.value < 3 else {
            return (.inconclusive, failures)
        }
        return (.successful, failures)
    }

    @Test("comes to what the contract says, for each kind of result")
    func contract() throws {
        var seen: [MetricEvidence.Result: Int] = [:]
        for seed in 0..<2000 {
            let trial = try Trial(seed)
            let result = try trial.judge().result
            #expect(result == expected(trial).result, "seed \(seed)")
            seen[result, default: 0] += 1
        }
        for result in [MetricEvidence.Result.failed, .successful, .inconclusive] {
            #expect(seen[result, default: 0] > 100)
        }
    }

    @Test("what failed at one look has failed at every later one")
    func failuresStay() throws {
        for seed in 0..<300 {
            let trial = try Trial(seed)
            var hasFailed = false
            for (index, sample) in trial.samples.enumerated() {
                let seen = Array(trial.samples[...index])
                let failed = try trial.judge(seen, test: trial.test, until: sample.time).result == .failed
                #expect(failed || !hasFailed, "seed \(seed)")
                hasFailed = failed
            }
        }
    }

    @Test("fails exactly where more fail than may")
    func failureLimit() throws {
        for seed in 0..<300 {
            let trial = try Trial(seed)
            let failures = expected(trial).failures
            for limit in 0...5 {
                var test = trial.test
                test.failureLimit = limit
                let result = try trial.judge(trial.samples, test: test, until: trial.request.to).result
                #expect((result == .failed) == (failures > limit), "seed \(seed)")
            }
        }
    }

    @Test("samples that are no numbers change nothing, and alone they decide nothing")
    func notNumbers() throws {
        for seed in 0..<300 {
            let trial = try Trial(seed)
            let numbers = trial.samples.filter(\.value.isFinite)
            let without = try trial.judge(numbers, test: trial.test, until: trial.request.to)
            #expect(try trial.judge() == without, "seed \(seed)")
            let none = trial.samples.map { Sample(time: $0.time, value: seed.isMultiple(of: 2) ? .nan : .infinity) }
            let decided = try trial.judge(none, test: trial.test, until: trial.request.to).result
            #expect(decided == .inconclusive, "seed \(seed)")
        }
    }

    @Test("the windows that are kept come to the same result again")
    func replay() throws {
        for seed in 0..<1000 {
            let trial = try Trial(seed)
            let evidence = try trial.judge()
            let again = SeriesJudge(test: trial.test, success: trial.success, failure: trial.failure, baseline: nil)
                .result(of: evidence.windows, at: trial.request.to, isMomentary: false)
            #expect(again.result == evidence.result, "seed \(seed)")
        }
    }
}
