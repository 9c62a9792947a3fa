import Documents
import FlagModel
import Testing

@testable import FlagRepository

@Suite struct FieldMergeTests {
    private func merge(
        _ base: String?, _ ours: String?, _ theirs: String?, _ path: String = "environments/production/flags/CSF.json"
    ) throws -> FieldMerge {
        try FieldMerge(
            base: base.map(document), ours: ours.map(document), theirs: theirs.map(document),
            kind: #require(DocumentKind(path: path)))
    }

    @Test func `edits to different fields and rules both stand, and no other byte moves`() throws {
        let ours = SampleStates.twoRules.replacing("\"serve\": \"on\"", with: "\"serve\" :   \"off\"")
        let theirs = SampleStates.twoRules.replacing("\"on\": 25, \"off\": 75", with: "\"on\": 50, \"off\": 50")
        let result = try merge(SampleStates.twoRules, ours, theirs)
        #expect(result.conflicts.isEmpty)
        #expect(result.result?.text == ours.replacing("\"on\": 25, \"off\": 75", with: "\"on\": 50, \"off\": 50"))
    }

    @Test func `the same edit on both sides is no conflict and changes nothing`() throws {
        let edited = SampleStates.twoRules.replacing("true", with: "false")
        let result = try merge(SampleStates.twoRules, edited, edited.replacing("  ", with: "\t"))
        #expect(result.conflicts.isEmpty && !result.isChanged)
        #expect(result.result?.text == edited)
    }

    @Test func `different edits of one rule conflict, and the rest is merged`() throws {
        let ours = SampleStates.twoRules.replacing("75", with: "70").replacing("25", with: "30")
        let theirs = SampleStates.twoRules.replacing("{ \"on\": 25, \"off\": 75 }", with: "\"on\"")
            .replacing("true", with: "false")
        let result = try merge(SampleStates.twoRules, ours, theirs)
        let conflict = try #require(result.conflicts.first)
        #expect(result.conflicts.count == 1)
        #expect(conflict.field.description == "rules/regular-users")
        #expect(conflict.base == ["on": 25, "off": 75])
        #expect(conflict.ours == ["on": 30, "off": 70])
        #expect(conflict.theirs == "on")
        #expect(result.result?.text == ours.replacing("true", with: "false"))
    }

    @Test func `a removed rule that ours changed is a conflict`() throws {
        let ours = SampleStates.twoRules.replacing("25", with: "30").replacing("75", with: "70")
        let theirs = SampleStates.twoRules.replacing(
            ",\n    { \"cohort\": \"regular-users\", \"serve\": { \"on\": 25, \"off\": 75 } }", with: "")
        let result = try merge(SampleStates.twoRules, ours, theirs)
        #expect(result.conflicts.map(\.field.description) == ["rules/regular-users"])
        #expect(!result.isChanged)
    }

    @Test func `a new rule stands behind the one that it followed, beside rules of ours`() throws {
        func rules(_ names: String...) -> String {
            "{ \"rules\": [" + names.map { "{ \"cohort\": \"\($0)\", \"serve\": \"on\" }" }.joined(separator: ", ")
                + "] }"
        }
        let result = try merge(rules("a", "b"), rules("mine", "a", "b"), rules("a", "new", "b"))
        #expect(result.result?.text == rules("mine", "a", "new", "b"))
    }

    @Test func `variants keep their order, which lays out the buckets`() throws {
        let base = #"{ "variants": { "a": 1, "b": 2 } }"#
        let result = try merge(base, base, #"{ "variants": { "a": 1, "new": 3, "b": 2 } }"#, "flags/CSF.json")
        #expect(result.result?.text == #"{ "variants": { "a": 1, "new": 3, "b": 2 } }"#)
    }

    @Test func `rules put in another order on both sides differently conflict`() throws {
        func rules(_ names: String) -> String {
            "{ \"rules\": [" + names.map { "{ \"cohort\": \"\($0)\", \"serve\": \"on\" }" }.joined(separator: ", ")
                + "] }"
        }
        #expect(try merge(rules("abc"), rules("acb"), rules("cba")).conflicts.map(\.field.description) == ["rules"])
        #expect(try merge(rules("abc"), rules("cba"), rules("cba")).conflicts.isEmpty)
        #expect(try merge(rules("abc"), rules("abcx"), rules("cba")).result?.text == rules("cbax"))
    }

    @Test func `a weight for a variant named cohort is no rule`() throws {
        let base = #"{ "rules": [{ "cohort": "a", "serve": "on" }] }"#
        let theirs = #"{ "rules": [{ "cohort": "a", "serve": { "cohort": 50, "off": 50 } }] }"#
        #expect(try merge(base, base, theirs).result?.text == theirs)
    }

    @Test func `an object that theirs takes away does not stay behind empty`() throws {
        let base = #"{ "key": "p", "policy": { "approvals": { "required": 1 }, "lowering": { "required": 0 } } }"#
        let path = "environments/production/environment.json"
        #expect(try merge(base, base, #"{ "key": "p" }"#, path).result?.text == #"{ "key": "p" }"#)
        let lowering = #"{ "key": "p", "policy": { "lowering": { "required": 0 } } }"#
        #expect(try merge(base, base, lowering, path).result?.text == lowering)
    }

    @Test func `a list that cannot be told apart on one side is merged as one field`() throws {
        let twice =
            #"{ "rules": [{ "cohort": "a", "serve": "on" }, { "cohort": "a", "serve": "off" }], "enabled": true }"#
        let once = #"{ "rules": [{ "cohort": "a", "serve": "on" }], "enabled": true }"#
        #expect(try merge(twice, twice, once).result?.value == document(once).value)
        let off = once.replacing("true", with: "false")
        #expect(try merge(once, twice, off).result?.text == twice.replacing("true", with: "false"))
        let other = #"{ "rules": [], "enabled": true }"#
        #expect(try merge(once, twice, other).conflicts.map(\.field.description) == ["rules"])
    }

    @Test func `a document that is no object is merged as a whole`() throws {
        #expect(try merge("[]", "[]", #"{ "enabled": true }"#).result?.value == ["enabled": true])
        #expect(try merge("[]", "5", #"{ "enabled": true }"#).conflicts.map(\.field) == [.document])
    }

    @Test func `a document that one side adds or removes comes or goes byte for byte`() throws {
        let odd = "{\"flag\" :\t\"CSF\"}"
        #expect(try merge(nil, nil, odd).result?.text == odd)
        #expect(try merge(odd, odd, nil).result == nil)
        #expect(try merge(odd, odd, nil).isChanged)
        #expect(try merge(odd, nil, nil).isChanged == false)
        #expect(try merge(nil, odd, odd).isChanged == false)
    }

    @Test func `a document that was removed here and edited there is a conflict, and the other way round`() throws {
        let base = #"{ "enabled": true }"#
        let edited = #"{ "enabled": false }"#
        #expect(try merge(base, nil, edited).conflicts.map(\.field) == [.document])
        #expect(try merge(base, edited, nil).conflicts.map(\.field) == [.document])
        #expect(try merge(nil, base, edited).conflicts.map(\.field) == [.document])
    }
}
