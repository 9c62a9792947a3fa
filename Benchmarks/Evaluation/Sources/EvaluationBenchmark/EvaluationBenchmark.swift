import Documents
import Evaluation
import FlagModel

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Measures evaluations of one thread: a plain flag, and a 25% rollout to a cohort with one condition.
@main
struct EvaluationBenchmark {
    static func main() throws {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
        let environment = try Sample.environment(flags: 1_000)
        let contexts = Sample.contexts(1_000)
        // Alternating rounds, so that a slow minute hits both alike; the fastest round counts.
        var plain = Double.infinity
        var rollout = Double.infinity
        _ = run("plain", environment, contexts, count: count / 10)
        let before = residentKilobytes()
        for _ in 0..<5 {
            plain = min(plain, run("plain", environment, contexts, count: count / 5))
            rollout = min(rollout, run("rollout", environment, contexts, count: count / 5))
        }
        let after = residentKilobytes()
        print("| evaluation, one thread | per second | nanoseconds |")
        print("|---|---|---|")
        print(row("plain flag", plain))
        print(row("25% rollout, one cohort condition", rollout))
        print("")
        print("rollout at \(Int((plain / rollout * 100).rounded()))% of a plain flag's speed (target: at least 50%)")
        print("peak memory over \(2 * count) evaluations: \(before) KiB before, \(after) KiB after")
    }

    /// Seconds for one evaluation.
    private static func run(
        _ flag: String, _ environment: CompiledEnvironment, _ contexts: [EvaluationContext], count: Int
    ) -> Double {
        var ons = 0
        var index = 0
        let start = ContinuousClock.now
        for _ in 0..<count {
            if environment.evaluate(flag, for: contexts[index]).answer?.variant.text == "on" { ons += 1 }
            index += 1
            if index == contexts.count { index = 0 }
        }
        let time = ContinuousClock.now - start
        precondition(ons <= count)
        let (seconds, attoseconds) = time.components
        return (Double(seconds) + Double(attoseconds) * 1e-18) / Double(count)
    }

    private static func row(_ name: String, _ seconds: Double) -> String {
        let millions = (1 / seconds / 1e4).rounded() / 100
        return "| \(name) | \(millions) million | \(Int((seconds * 1e9).rounded())) |"
    }

    private static func residentKilobytes() -> Int {
        var usage = rusage()
        getrusage(0, &usage)  // RUSAGE_SELF, which is no plain integer in Swift's view of glibc
        return Int(usage.ru_maxrss)
    }
}
