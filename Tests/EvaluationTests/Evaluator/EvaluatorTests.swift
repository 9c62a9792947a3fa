import Documents
import Evaluation
import FlagModel
import Testing

@Suite("What a flag comes to")
struct EvaluatorTests {
    @Test("a flag that is off serves its off variant and keeps its rules")
    func disabled() throws {
        let flags = try environment(version(["a": .on], else: .on, enabled: false), cohorts: ["a": everybody])
        #expect(flags.evaluate("CSF", for: someone).text == "off DISABLED")
    }

    @Test("a flag that is not there is not found")
    func notFound() throws {
        #expect(try environment().evaluate("CSF", for: someone).text == "FLAG_NOT_FOUND")
    }

    @Test("the first rule whose cohort holds decides, the fallthrough where none does")
    func rules() throws {
        let flags = try environment(
            version(["a": .on, "b": .off], else: .split(["on": 100, "off": 0])),
            cohorts: ["a": attribute("a"), "b": attribute("b")])
        #expect(flags.evaluate("CSF", for: try context(#"{ "a": true, "b": true }"#)).text == "on TARGETING_MATCH")
        #expect(flags.evaluate("CSF", for: try context(#"{ "b": true }"#)).text == "off TARGETING_MATCH")
        #expect(flags.evaluate("CSF", for: try context("{}")).text == "on DEFAULT")
        #expect(try environment(version(else: .on)).evaluate("CSF", for: someone).text == "on STATIC")
    }

    @Test("a rule for a cohort that does not exist takes nobody")
    func unknownCohort() throws {
        let flags = try environment(version(["nobody": .on], else: .off))
        #expect(flags.evaluate("CSF", for: someone).text == "off DEFAULT")
    }

    @Test("weights decide by the bucket, in the order of the variants")
    func weights() throws {
        let flags = try environment(version(else: .split(["on": 25, "off": 75])))
        let bucketer = Bucketer(salt: "CSF", mode: .flagdV3)
        for user in 0..<1000 {
            let context = EvaluationContext(targetingKey: "user-\(user)")
            let expected = bucketer.bucket("user-\(user)") < 25_000 ? "on SPLIT" : "off SPLIT"
            #expect(flags.evaluate("CSF", for: context).text == expected)
        }
    }

    @Test(
        "weights need something to draw a bucket by",
        arguments: [
            ("targetingKey", "{}"), ("targetingKey", #"{ "targetingKey": "" }"#),
            ("account", #"{ "targetingKey": "a" }"#), ("account", #"{ "account": "" }"#),
            ("account", #"{ "account": 1.5 }"#), ("account", #"{ "account": true }"#),
            ("account", #"{ "account": null }"#), ("account", #"{ "account": ["a"] }"#),
            ("a.b", #"{ "a": "b" }"#),
        ])
    func noBucketValue(attribute: String, text: String) throws {
        let flag = version(else: .split(["on": 50, "off": 50])).state { $0.bucketBy = attribute }
        #expect(try environment(flag).evaluate("CSF", for: try context(text)).text == "TARGETING_KEY_MISSING")
    }

    @Test("texts and whole numbers draw buckets, whatever the number is written like")
    func bucketValues() throws {
        let flag = version(else: .split(["on": 50, "off": 50])).state { $0.bucketBy = "account.id" }
        let flags = try environment(flag)
        let answers = try ["42", "42.0", #""42""#].map { id in
            flags.evaluate("CSF", for: try context(#"{ "account": { "id": \#(id) } }"#)).text
        }
        #expect(Set(answers).count == 1)
    }

    @Test("raising a weight takes the variant from nobody")
    func raising() throws {
        let contexts = (0..<2000).map { EvaluationContext(targetingKey: "user-\($0)") }
        var had: Set<Int> = []
        for percent in stride(from: 0.0, through: 100, by: 6.25) {
            let flags = try environment(version(else: .split(["on": percent, "off": 100 - percent])))
            let have = Set(contexts.indices.filter { flags.evaluate("CSF", for: contexts[$0]).text.hasPrefix("on ") })
            #expect(had.isSubset(of: have), "\(percent)")
            had = have
        }
        #expect(had.count == contexts.count)
    }

    @Test("a flag waits for what it requires, for this context")
    func requirements() throws {
        let flags = try environment(
            version(["a": .on], else: .off).renamed("BASE"), version(else: .on).renamed("TOP", requires: ["BASE"]),
            version(else: .on).renamed("LOST", requires: ["NOBODY"]),
            version(else: .on).renamed("SELF", requires: ["SELF"]), cohorts: ["a": attribute("a")])
        #expect(flags.evaluate("TOP", for: try context(#"{ "a": true }"#)).text == "on STATIC")
        #expect(flags.evaluate("TOP", for: someone).text == "off DISABLED")
        #expect(flags.evaluate("LOST", for: someone).text == "off DISABLED")
        #expect(flags.evaluate("SELF", for: someone).text == "off DISABLED")
    }

    @Test("explaining comes to the same, and says what was looked at")
    func explanation() throws {
        let flags = try environment(
            version(["a": .on], else: .split(["on": 25, "off": 75])), cohorts: ["a": attribute("a")])
        let context = try context(#"{ "targetingKey": "user-1", "a": "yes" }"#)
        let (evaluation, steps) = flags.explain("CSF", for: context)
        #expect(evaluation == flags.evaluate("CSF", for: context))
        #expect(steps.map(\.depth) == [0, 1, 0, 0])
        #expect(steps.map(\.holds) == [false, false, nil, nil])
        guard case .attribute("a", .equals, true, .string("yes"), fits: false) = steps[1].event,
            case .fallthrough = steps[2].event, case .bucket(let draw) = steps[3].event
        else {
            Issue.record("\(steps)")
            return
        }
        #expect(draw.range.contains(draw.bucket))
        #expect(draw.variant == evaluation.answer?.variant)
    }

    private let someone = EvaluationContext(targetingKey: "user-1")
    private let everybody = #"{ "attribute": "nothing", "operator": "notExists" }"#

    private func attribute(_ name: String) -> String {
        #"{ "attribute": "\#(name)", "operator": "equals", "value": true }"#
    }
}
