import Testing

@Suite("golden: create and archive")
struct CreateGoldenTests {
    @Test("create: a new flag, off everywhere")
    func create() async throws {
        try await Scenario(.create).play(
            #"""
            flagctl create search.suggest --name "Search suggestions" --owner companion --expires 2027-06-30 --dry-run
            flagctl create search.suggest --name "Search suggestions" --owner companion --expires 2027-06-30
            cat flags/search.suggest.json environments/production/flags/search.suggest.json
            flagctl validate
            flagctl create page.size --type integer --variant small=10 --variant large=50 --off-variant small \
                --code-default small --environment-variable PAGE_SIZE --group paging --permanent \
                --description "Rows on a page" --env staging --env production --format json
            cat flags/page.size.json
            flagctl create page.size --env development
            flagctl create greeting --type string --variant none= --variant long='Good morning' --off-variant none --quiet
            cat flags/greeting.json
            # Keys that are taken or malformed.
            flagctl create search.suggest
            flagctl create page.size --env development
            flagctl create csf
            flagctl create ../x
            flagctl create a/b
            flagctl create CON
            flagctl create Ünï
            flagctl create x.lock
            flagctl create csf --format json
            # Traits that do not fit.
            flagctl create p --type intger
            flagctl create p --type integer
            flagctl create p --type integer --variant small=ten
            flagctl create p --type integer --variant small='"ten"'
            flagctl create p --type integer --variant small
            flagctl create p --variant on=true --variant on=false
            flagctl create p --type string --variant a=x --variant b=y --off-variant c
            flagctl create p --expires tomorrow
            flagctl create p --expires 2027-01-01 --permanent
            flagctl create p --group 's 4'
            flagctl create p --environment-variable 1X
            flagctl create p --environment-variable FEATURE_CSF_ENABLED
            flagctl create p --type integer --variant small='"ten"' --format json
            git status --short
            """#)
    }

    @Test("archive: marked, removed, and brought back")
    func archive() async throws {
        try await Scenario(.archive).play(
            #"""
            # What is on, or needed by another flag, stays.
            flagctl archive CSF
            flagctl archive MINUTES
            flagctl disable CSF --env development --quiet
            flagctl disable CSF --env staging --quiet
            flagctl archive CSF --reason "replaced by the new grid"
            flagctl archive CSF
            flagctl show CSF
            # Without its flag the application falls back to the code's default.
            flagctl archive CSF --remove
            flagctl archive CSF --remove --approved-by priya --format json
            flagctl show CSF
            flagctl log CSF --limit 2
            # And back.
            flagctl revert HEAD --reason "still used"
            flagctl show CSF --env production
            flagctl archive CFS
            """#)
    }
}
