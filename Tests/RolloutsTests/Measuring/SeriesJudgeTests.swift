import FlagModel
import Testing

@testable import Rollouts

@Suite("Judging a series")
struct SeriesJudgeTests {
    private let start = Timestamp(unixSeconds: 1_000_000)

    private func judge(
        _ values: [(at: Int, value: Double)], now: Int, window: Int = 40, failureLimit: Int = 0, minSamples: Int = 1,
        compare: BaselineComparison = .absolute, baseline: Double? = nil, aggregate: Aggregate = .average
    ) throws -> MetricEvidence {
        let metric = try #require(MetricKey("errors"))
        let test = MetricTest(
            metric: metric, comparison: compare, window: window, aggregate: aggregate, minSamples: minSamples,
            failureLimit: failureLimit)
        let source = MetricSource(
            key: try #require(SourceKey("prometheus")), kind: .prometheus, url: "http://localhost")
        let request = MeasurementRequest(
            source: source, query: .prometheus("up"), from: start, to: Timestamp(unixSeconds: 1_000_000 + now),
            step: 10, probes: 1)
        let judge = SeriesJudge(
            test: test, success: Threshold(.lessThan, 1), failure: Threshold(.greaterThan, 5), baseline: baseline)
        return judge.evidence(
            of: .samples(values.map { Sample(time: Timestamp(unixSeconds: 1_000_000 + $0.at), value: $0.value) }),
            for: .criterion(try #require(CriterionKey("errors"))), request: request)
    }

    private func steady(_ value: Double, until end: Int) -> [(at: Int, value: Double)] {
        stride(from: 0, through: end, by: 10).map { ($0, value) }
    }

    @Test("is inconclusive until a window is full")
    func firstWindow() throws {
        let early = try judge(steady(0, until: 30), now: 30)
        #expect(early.result == .inconclusive)
        #expect(early.why == "no full window of samples yet")
        #expect(try judge(steady(0, until: 40), now: 40).result == .successful)
    }

    @Test("is inconclusive between the thresholds, and where samples are no numbers")
    func between() throws {
        #expect(try judge(steady(3, until: 80), now: 80).result == .inconclusive)
        #expect(try judge(steady(.nan, until: 80), now: 80).result == .inconclusive)
        #expect(try judge([], now: 80).result == .inconclusive)
    }

    @Test("is inconclusive where the newest sample is older than a window")
    func stale() throws {
        #expect(try judge(steady(0, until: 80), now: 120).result == .successful)
        #expect(try judge(steady(0, until: 80), now: 121).result == .inconclusive)
    }

    @Test("fails where more windows fail than may, and failures do not overlap")
    func failureLimit() throws {
        let oneWindow = steady(9, until: 70)
        #expect(try judge(oneWindow, now: 70).result == .failed)
        #expect(try judge(oneWindow, now: 70, failureLimit: 1).result == .inconclusive)
        let two = try judge(steady(9, until: 80), now: 80, failureLimit: 1)
        #expect(two.result == .failed)
        #expect(two.windows.count == 2)
    }

    @Test("a failure stays one although later windows are good, so that a missed look changes nothing")
    func missedLook() throws {
        let values = steady(9, until: 40) + stride(from: 50, through: 200, by: 10).map { ($0, 0.0) }
        for now in [40, 80, 200] {
            #expect(try judge(values.filter { $0.at <= now }, now: now).result == .failed)
        }
    }

    @Test("compares with a baseline as difference or in percent, and never without one")
    func baselines() throws {
        #expect(try judge(steady(2.5, until: 40), now: 40, compare: .delta, baseline: 2).result == .successful)
        #expect(try judge(steady(8, until: 40), now: 40, compare: .delta, baseline: 2).result == .failed)
        #expect(try judge(steady(100.5, until: 40), now: 40, compare: .relative, baseline: 100).result == .successful)
        #expect(try judge(steady(110, until: 40), now: 40, compare: .relative, baseline: 100).result == .failed)
        #expect(try judge(steady(110, until: 40), now: 40, compare: .relative, baseline: 0).result == .inconclusive)
        #expect(try judge(steady(0, until: 40), now: 40, compare: .delta).result == .inconclusive)
    }

    @Test("asks for a number of samples in each window")
    func minSamples() throws {
        #expect(try judge(steady(0, until: 40), now: 40, minSamples: 4).result == .successful)
        #expect(try judge(steady(0, until: 40), now: 40, minSamples: 5).result == .inconclusive)
    }

    @Test("aggregates as the test says")
    func aggregates() throws {
        let values: [(at: Int, value: Double)] = [(10, 0), (20, 20), (30, 0), (40, 0)]
        #expect(try judge(values, now: 40, aggregate: .average).windows.last?.value == 5)
        #expect(try judge(values, now: 40, aggregate: .maximum).result == .failed)
        #expect(try judge(values, now: 40, aggregate: .minimum).result == .successful)
        #expect(try judge(values, now: 40, aggregate: .last).result == .successful)
    }

    @Test("the windows that are kept come to the same result again")
    func replay() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let values = stride(from: 0, through: 400, by: 10).map { ($0, Double.random(in: 0...9, using: &generator)) }
            let limit = Int.random(in: 0...3, using: &generator)
            let evidence = try judge(values, now: 400, failureLimit: limit)
            let test = MetricTest(metric: evidence.metric, window: 40, failureLimit: limit)
            let again = SeriesJudge(
                test: test, success: Threshold(.lessThan, 1), failure: Threshold(.greaterThan, 5), baseline: nil
            ).result(of: evidence.windows, at: Timestamp(unixSeconds: 1_000_400), isMomentary: false)
            #expect(again.result == evidence.result)
        }
    }
}
