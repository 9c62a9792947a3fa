import Documents
import FlagModel
import Testing

@testable import FlagRepository

@Suite struct FlagChangeTests {
    private func changes(_ before: String?, _ after: String?, _ kind: DocumentKind) throws -> [FlagChange] {
        FlagChange.between(
            try before.map { try document($0).value }, try after.map { try document($0).value }, document: kind)
    }

    private func summaries(_ before: String?, _ after: String?, in place: String = "production") throws -> [String] {
        try changes(before, after, Keys.state("CSF", in: place)).map(\.summary)
    }

    @Test func `tells a switch, a rule and the fallthrough in words`() throws {
        let before = #"{ "enabled": false, "rules": [{ "cohort": "b", "serve": "off" }], "fallthrough": "off" }"#
        let after = """
            { "enabled": true, "rules": [{ "cohort": "a", "serve": { "on": 12.5, "off": 87.5 } }], "fallthrough": "on" }
            """
        #expect(
            try summaries(before, after) == [
                "turned on", "a: no rule → on 12.5%, off 87.5%", "everybody else: off → on", "b: off → no rule",
            ])
    }

    @Test func `tells a state that comes and one that goes`() throws {
        #expect(try summaries(nil, #"{ "enabled": true }"#) == ["added, on"])
        #expect(try summaries(nil, #"{ "enabled": false }"#) == ["added, off"])
        #expect(try summaries(#"{ "enabled": false }"#, nil) == ["state removed"])
    }

    @Test func `tells the state of a run in words`() throws {
        let kind = DocumentKind.status(
            try #require(EnvironmentKey("production")), try #require(PlanKey("s4")))
        func summaries(_ before: String?, _ after: String) throws -> [String] {
            try changes(before, after, kind).map(\.summary)
        }
        #expect(
            try summaries(#"{ "state": "rollingBack" }"#, #"{ "state": "rolledBack" }"#) == [
                "rolling back → rolled back"
            ])
        #expect(try summaries(nil, #"{ "state": "waiting" }"#) == ["run started, waiting"])
        #expect(try summaries(#"{ "state": "waiting" }"#, #"{ "state": "lost" }"#) == ["waiting → lost"])
    }

    @Test func `tells rules in another order once`() throws {
        let found = try changes(
            #"{ "rules": [{ "cohort": "a", "serve": "on" }, { "cohort": "b", "serve": "on" }] }"#,
            #"{ "rules": [{ "cohort": "b", "serve": "on" }, { "cohort": "a", "serve": "on" }] }"#,
            Keys.state("CSF", in: "production"))
        #expect(found.map(\.field.description) == ["rules"])
        #expect(found.first?.before == ["a", "b"] && found.first?.after == ["b", "a"])
    }

    @Test func `a version that is no object counts as one field`() throws {
        let kind = try Keys.state("CSF", in: "production")
        let broken = FlagChange.between(["enabled": true], "{ \"enabled\": ", document: kind)
        #expect(broken.map(\.field) == [.document])
        #expect(broken.map(\.summary) == ["state cannot be read any more"])
        let mended = FlagChange.between("{ \"enabled\": ", ["enabled": true], document: kind)
        #expect(mended.map(\.field) == [.document])
        #expect(mended.map(\.summary) == ["state can be read again"])
    }

    @Test func `a list that cannot be told apart on one side is one change`() throws {
        let found = try changes(
            #"{ "rules": [{ "cohort": "a", "serve": "on" }, { "cohort": "a", "serve": "off" }] }"#,
            #"{ "rules": [{ "cohort": "a", "serve": "on" }] }"#, Keys.state("CSF", in: "production"))
        #expect(found.map(\.field.description) == ["rules"])
    }

    @Test func `layout, the order of members and the spelling of numbers are no change`() throws {
        let found = try changes(
            #"{ "enabled": true, "fallthrough": { "on": 25, "off": 75 } }"#,
            "{\n\t\"fallthrough\": {\"on\":25.0,\"off\":7.5e1},\r\n\"enabled\":true}",
            Keys.state("CSF", in: "production"))
        #expect(found.isEmpty)
    }

    @Test func `nothing and nothing do not differ`() throws {
        #expect(try changes(nil, nil, Keys.definition("CSF")).isEmpty)
    }

    @Test func `long values are cut in the summary`() throws {
        let text = String(repeating: "x", count: 100)
        let found = try changes("{}", "{ \"description\": \"\(text)\" }", Keys.definition("CSF"))
        #expect(found.map(\.summary) == ["description: nothing → '\(text.prefix(57))…'"])
    }
}
