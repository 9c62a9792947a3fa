import Testing

@testable import Server

@Suite struct EntityTagTests {
    @Test(
        arguments: [
            (nil, false), ("", false), ("\"abc\"", true), ("W/\"abc\"", true), ("abc", true), ("*", true),
            ("\"x\", \"abc\"", true), ("\"x\",\t\"abc\" ", true), ("\"abcd\"", false), ("\"ABC\"", false),
        ] as [(String?, Bool)])
    func `a tag is found in a list`(field: String?, matches: Bool) {
        #expect(EntityTag.matches(field, "\"abc\"") == matches)
    }
}
