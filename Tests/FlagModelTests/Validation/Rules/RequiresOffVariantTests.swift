import Testing

@Suite struct RequiresOffVariantTests {
    @Test("refuses a requirement that turning a flag off would fulfil")
    func offVariant() {
        expectFindings(
            [
                "1️⃣ error: 'off' is what 'A' serves when it is off [requires-off-variant]"
                    + " — turning 'A' off would turn this flag on: require another variant"
            ],
            in: [
                "flags/A.json": Sample.flag("A"),
                "flags/B.json": Sample.flag("B", #", "requires": [{ "flag": "A", "variant": 1️⃣"off" }]"#),
                "flags/C.json": Sample.flag("C", #", "requires": [{ "flag": "A", "variant": "on" }]"#),
            ])
    }
}
