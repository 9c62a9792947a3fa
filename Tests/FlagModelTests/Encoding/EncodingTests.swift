import Documents
import FlagModel
import Testing

@Suite struct EncodingTests {
    @Test("a new flag has only the members that say something")
    func minimalFlag() throws {
        let flag = FeatureFlag(
            key: try #require(FlagKey("A")), name: "A", type: .string,
            variants: [Variant(key: try #require(VariantKey("b")), value: "x")],
            offVariant: try #require(VariantKey("b")))
        #expect(
            CanonicalJSON.compact(flag.json)
                == #"{"$schema":"../.flagctl/schemas/flag.schema.json","key":"A","name":"A","type":"string","#
                + #""variants":{"b":"x"},"offVariant":"b"}"#)
    }

    @Test("a permanent flag says so")
    func permanent() {
        let lifecycle = Lifecycle(stage: .general, permanent: true)
        #expect(CanonicalJSON.compact(lifecycle.json) == #"{"stage":"general","permanent":true}"#)
    }

    @Test("members come in the canonical order of their file")
    func order() throws {
        let texts: [(String, [String])] = [
            (Examples.flag, FeatureFlag.memberOrder), (Examples.state, FlagState.memberOrder),
            (Examples.cohort, Cohort.memberOrder), (Examples.environment, FlagEnvironment.memberOrder),
            (Examples.settings, RepositorySettings.memberOrder), (Examples.people, People.memberOrder),
        ]
        for (text, order) in texts {
            let names = try #require(JSONDocument(parsing: Array(text.utf8)).value.object).names
            #expect(names == order.filter { names.contains($0) })
        }
    }

    @Test("what is written is decoded to the same model")
    func roundTrip() throws {
        let key = try #require(FlagKey("A"))
        let cohort = try #require(CohortKey("c"))
        let on = try #require(VariantKey("on"))
        let off = try #require(VariantKey("off"))
        let weights = Serve.weights([
            Weight(variant: on, thousandths: 12_345), Weight(variant: off, thousandths: 87_655),
        ])
        let state = FlagState(
            flag: key, enabled: false, rules: [Rule(cohort: cohort, serve: weights)], fallthrough: .variant(off),
            bucketBy: "user.id", salt: "x")
        var findings: [Finding] = []
        let document = JSONDocument(state.json)
        #expect(FlagState.decode(document, at: "environments/dev/flags/A.json", into: &findings) == state)
        #expect(findings.isEmpty)
    }
}
