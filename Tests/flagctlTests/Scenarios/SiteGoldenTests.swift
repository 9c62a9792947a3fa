import Testing

@Suite("golden: site")
struct SiteGoldenTests {
    @Test("site build: pages of a commit, written into a folder that is theirs alone")
    func build() async throws {
        try await Scenario(.site).play(
            #"""
            flagctl site build --out ../public
            find ../public -type f | sort
            flagctl site build --out ../public
            flagctl enable CSF --env production --approved-by priya --reason "48 h <clean>" --quiet
            flagctl site build --out ../public --format json
            cat ../public/CHANGELOG.md
            flagctl site build --out ../past --at HEAD~1 --base-url https://flags.example.com/status --verbose
            cat ../past/calendar.ics | tr -d '\r'
            grep 'CSF.html' ../public/flags.html
            flagctl site build --out .
            flagctl site build --out README
            flagctl site build --out ../public --base-url ftp://example.com
            flagctl site build
            """#, with: ["README": "A file.\n"])
    }
}
