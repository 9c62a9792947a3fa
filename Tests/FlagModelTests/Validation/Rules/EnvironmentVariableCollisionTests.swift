import Testing

@Suite struct EnvironmentVariableCollisionTests {
    @Test("two flags do not share an environment variable")
    func collision() {
        expectFindings(
            ["1️⃣ error: environment variable 'FEATURE_X' is that of flag 'A' too [environment-variable-collision]"],
            in: [
                "flags/B.json": Sample.flag("B", #", "environmentVariable": 1️⃣"FEATURE_X""#),
                "flags/A.json": Sample.flag("A", #", "environmentVariable": "FEATURE_X""#),
                "flags/C.json": Sample.flag("C", #", "environmentVariable": "feature_x""#),
            ])
    }
}
