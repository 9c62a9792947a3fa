import Evaluation
import FlagModel
import TestSupport
import Testing

@Suite("Allocation")
struct AllocationTests {
    private let variants: [VariantKey] = [key("on"), key("beta"), key("off")]

    @Test("lays buckets out in the order of the variants, not of the weights")
    func order() {
        let allocation = Allocation(.split(["off": 20, "on": 50, "beta": 30]), variants: variants)
        #expect(lines(allocation) == ["0..<50000 on", "50000..<80000 beta", "80000..<100000 off"])
    }

    @Test("counts in thousandths of a percent")
    func thousandths() {
        let allocation = Allocation(.split(["on": 33.333, "beta": 0.001, "off": 66.666]), variants: variants)
        #expect(lines(allocation) == ["0..<33333 on", "33333..<33334 beta", "33334..<100000 off"])
    }

    @Test("gives every bucket to a variant that is served alone")
    func alone() {
        let allocation = Allocation(.all("beta"), variants: variants)
        #expect(lines(allocation) == ["0..<100000 beta"])
        #expect(allocation.constant == key("beta"))
    }

    @Test("leaves out weights of zero")
    func zeroWeights() {
        let split = Allocation(.split(["on": 0, "beta": 25, "off": 75]), variants: variants)
        #expect(lines(split) == ["0..<25000 beta", "25000..<100000 off"])
        let whole = Allocation(.split(["on": 0, "beta": 0, "off": 100]), variants: variants)
        #expect(lines(whole) == ["0..<100000 off"])
        #expect(whole.constant == key("off"))
        #expect(whole == Allocation(.off, variants: variants))
    }

    @Test("leaves out variants without a weight")
    func missingWeights() {
        let allocation = Allocation(.split(["off": 100]), variants: variants)
        #expect(lines(allocation) == ["0..<100000 off"])
    }

    @Test("has no constant where buckets differ")
    func noConstant() {
        #expect(Allocation(.split(["on": 0.001, "off": 99.999]), variants: variants).constant == nil)
    }

    @Test("counts the buckets without a variant")
    func bucketsWithout() {
        let allocation = Allocation(.split(["on": 50, "beta": 30, "off": 20]), variants: variants)
        #expect(allocation.buckets(without: key("off")) == 80_000)
        #expect(allocation.buckets(without: key("on")) == 50_000)
        #expect(allocation.buckets(without: key("gone")) == 100_000)
    }

    @Test("keeps the buckets of a variant that the flag does not have, behind the others")
    func unknownVariant() {
        let allocation = Allocation(.split(["gone": 40, "on": 10, "off": 50]), variants: variants)
        #expect(lines(allocation) == ["0..<10000 on", "10000..<60000 off", "60000..<100000 gone"])
    }

    @Test("covers every bucket once, with each variant's weight", arguments: 0..<20)
    func covers(block: Int) {
        for seed in (block * 100)..<(block * 100 + 100) {
            var random = RandomVersion(seed: seed)
            let variants = random.variants()
            let serve = random.serve(variants)
            let segments = Allocation(serve, variants: variants).segments
            var next = 0
            for segment in segments {
                guard segment.buckets.lowerBound == next, !segment.buckets.isEmpty else {
                    Issue.record("\(serve) leaves a gap at \(next) (seed \(seed))")
                    return
                }
                next = segment.buckets.upperBound
            }
            #expect(next == Allocation.bucketCount, "seed \(seed)")
            guard case .weights(let weights) = serve else { continue }
            let served = Dictionary(uniqueKeysWithValues: segments.map { ($0.variant, $0.buckets.count) })
            #expect(weights.allSatisfy { served[$0.variant, default: 0] == $0.thousandths }, "seed \(seed)")
        }
    }

    @Test("raising a variant at the last one's expense takes it from nobody who had it", arguments: 0..<20)
    func raisingKeeps(block: Int) {
        for seed in (block * 100)..<(block * 100 + 100) {
            var random = RandomVersion(seed: seed)
            let variants = random.variants()
            var weights = random.weights(variants, positive: true)
            let last = weights.count - 1
            let raised = random.random.upTo(last)
            let step = 1 + random.random.upTo(weights[last])
            let before = Allocation(serve(variants, weights), variants: variants)
            weights[raised] += step
            weights[last] -= step
            let after = Allocation(serve(variants, weights), variants: variants)
            guard let had = buckets(of: variants[raised], in: before),
                let has = buckets(of: variants[raised], in: after)
            else {
                Issue.record("\(variants[raised]) has no buckets (seed \(seed))")
                return
            }
            #expect(has.lowerBound == had.lowerBound && has.upperBound == had.upperBound + step, "seed \(seed)")
        }
    }

    private func serve(_ variants: [VariantKey], _ weights: [Int]) -> Serve {
        .weights(zip(variants, weights).map { Weight(variant: $0, thousandths: $1) })
    }

    private func buckets(of variant: VariantKey, in allocation: Allocation) -> Range<Int>? {
        allocation.segments.first { $0.variant == variant }?.buckets
    }

    private func lines(_ allocation: Allocation) -> [String] {
        allocation.segments.map { "\($0.buckets) \($0.variant)" }
    }
}
