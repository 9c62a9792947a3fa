import FlagModel
import Testing

@Suite struct SemanticVersionTests {
    @Test("orders versions as section 11 of the specification does")
    func order() throws {
        let ordered = [
            "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
            "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0", "99999999999999999999.0.0",
        ]
        let versions = try ordered.map { try #require(SemanticVersion($0)) }
        for (index, version) in versions.enumerated() {
            for other in versions[(index + 1)...] {
                #expect(version < other)
                #expect(!(other < version))
            }
        }
    }

    @Test("build metadata is no part of the version")
    func build() {
        #expect(SemanticVersion("1.0.0+a") == SemanticVersion("1.0.0+b.001"))
        #expect(SemanticVersion("1.0.0-x-y.z--+a") == SemanticVersion("1.0.0-x-y.z--"))
    }

    @Test(
        "refuses what the grammar does not have",
        arguments: [
            "", "1", "1.2", "1.2.3.4", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+", "1.2.3+a..b",
            "v1.2.3", "1.2.x", "1.2.3-ä", "1.2.3+a+b", " 1.2.3",
        ])
    func refuses(_ text: String) {
        #expect(SemanticVersion(text) == nil)
    }
}
