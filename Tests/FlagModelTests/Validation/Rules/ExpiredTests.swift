import Testing

@Suite struct ExpiredTests {
    private func flag(_ stage: String, _ dates: String) -> String {
        Sample.flag("A", ", \"lifecycle\": { \"stage\": \"\(stage)\"\(dates) }")
    }

    @Test("warns from the day after the last one")
    func expired() {
        let files: KeyValuePairs = ["flags/A.json": flag("beta", #", "expires": 1️⃣"2026-02-28""#)]
        expectFindings([], in: files, today: "2026-02-28")
        expectFindings(
            [
                "1️⃣ warning: flag 'A' expired on 2026-02-28 [expired]"
                    + " — remove it from the code, then: flagctl archive A"
            ], in: files, today: "2026-03-01")
        expectFindings([], in: files)
    }

    @Test("permanent, undated and archived flags do not expire")
    func fine() {
        expectFindings([], in: ["flags/A.json": flag("general", #", "permanent": true"#)], today: "2030-01-01")
        expectFindings([], in: ["flags/A.json": flag("general", "")], today: "2030-01-01")
        expectFindings([], in: ["flags/A.json": flag("archived", #", "expires": "2026-02-28""#)], today: "2030-01-01")
    }
}
