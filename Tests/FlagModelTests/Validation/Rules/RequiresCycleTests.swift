import Testing

@Suite struct RequiresCycleTests {
    private func requires(_ key: String, mark: String = "") -> String {
        ", \"requires\": [{ \"flag\": \(mark)\"\(key)\", \"variant\": \"on\" }]"
    }

    @Test("names the whole circle at the requirement that begins it")
    func circle() {
        expectFindings(
            [
                "1️⃣ error: flags require each other in a circle: A → B → C → A [requires-cycle]",
                "2️⃣ error: flags require each other in a circle: S → S [requires-cycle]",
            ],
            in: [
                "flags/A.json": Sample.flag("A", requires("B", mark: "1️⃣")),
                "flags/B.json": Sample.flag("B", requires("C")),
                "flags/C.json": Sample.flag("C", requires("A")),
                "flags/D.json": Sample.flag("D", requires("A")),
                "flags/S.json": Sample.flag("S", requires("S", mark: "2️⃣")),
            ])
    }

    @Test("a chain is no circle, however long")
    func chain() {
        expectFindings(
            [],
            in: [
                "flags/A.json": Sample.flag("A", requires("B")), "flags/B.json": Sample.flag("B", requires("C")),
                "flags/C.json": Sample.flag("C"),
            ])
    }
}
