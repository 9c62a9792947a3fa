import Testing

@testable import FlagRepository

@Suite struct FieldPathTests {
    @Test func `reads as names between slashes, with slashes in names escaped`() {
        #expect(FieldPath(["rules", "early-adopters"]).description == "rules/early-adopters")
        #expect(FieldPath(["metadata", "a/b~c"]).description == "metadata/a~1b~0c")
    }

    @Test func `the document as a whole reads as a dot`() {
        #expect(FieldPath.document.description == ".")
    }

    @Test func `sorts by names`() {
        #expect(FieldPath(["rules"]) < FieldPath(["rules", "a"]))
        #expect(FieldPath(["enabled"]) < FieldPath(["rules"]))
    }
}
