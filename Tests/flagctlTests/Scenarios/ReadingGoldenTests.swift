import Testing

@Suite("golden: list, show and matrix")
struct ReadingGoldenTests {
    @Test("list: the status table")
    func list() async throws {
        try await Scenario(.list).play(
            #"""
            flagctl list --env production
            # The last environment in order where none is named.
            flagctl list
            flagctl list -e staging -g s4
            flagctl list --env production --group dreams --format json
            flagctl list --env production --group s4 --format json
            flagctl list --env production --group drems
            flagctl list --env production --group moon --format json
            # At another time.
            @ 2025-09-08T08:00:00Z
            flagctl enable CSF --env production --approved-by priya --quiet
            flagctl list --env production --group s4
            flagctl list --env production --group s4 --at HEAD~1
            flagctl list --env production --group s4 --at 2025-09-07
            flagctl list --env production --group s4 --at 2025-09-08T08:00:00Z
            flagctl list --at 2025-08-01
            flagctl list --at yesterday
            # An environment without flags.
            flagctl env create canary --quiet
            flagctl list
            flagctl list --format json
            # Values of other types.
            flagctl create page.size --type integer --variant small=10 --variant large=50 --off-variant small \
                --environment-variable PAGE_SIZE --permanent --env canary --quiet
            flagctl create greeting --type string --variant none= --variant long='Good morning' --off-variant none \
                --environment-variable GREETING --env canary --quiet
            flagctl create limits --type object --variant none='{}' --variant some='{"a": [1, 2.5], "b": null}' \
                --off-variant none --environment-variable LIMITS --env canary --quiet
            flagctl enable ALL --env canary --yes --quiet
            flagctl list --env canary
            flagctl list --env canary --format json
            """#)
    }

    @Test("show: one flag, everywhere or in one place, now or then")
    func show() async throws {
        try await Scenario(.show).play(
            #"""
            flagctl show dreams.advanced
            flagctl show dreams.advanced --env production
            flagctl show dreams.advanced --env production --format json
            flagctl show CHAT --format json
            flagctl show SERVICE_BUS --env production --verbose
            @ 2025-09-08T08:00:00Z
            flagctl target dreams.advanced --env production --cohort regular-users --percent 10 --quiet
            flagctl show dreams.advanced --env production
            flagctl show dreams.advanced --env production --at 2025-09-07
            flagctl show dreams.advanced --env production --at HEAD~1 --format json
            flagctl show dreams.advanced --env production --at 2025-08-01
            flagctl show dreams.advancd
            flagctl show nothing
            flagctl env create canary --quiet
            flagctl show CSF --env canary
            # A cohort of unknown share makes exposure unknown.
            flagctl cohort create staff --env production --quiet \
                --match '{"attribute": "email", "operator": "endsWith", "value": "@example.com"}'
            flagctl target notifications.realtime --env production --cohort staff --variant on --approved-by sarah
            flagctl show notifications.realtime --env production
            flagctl show notifications.realtime --env production --format json
            """#)
    }

    @Test("matrix: flags by cohorts")
    func matrix() async throws {
        try await Scenario(.matrix).play(
            #"""
            flagctl matrix --env production
            flagctl matrix --env development
            flagctl matrix --env staging --format json
            @ 2025-09-08T08:00:00Z
            flagctl target whispers.voiceCapture --env production --cohort casual-users --percent 12.5 --approved-by sarah --quiet
            flagctl matrix --env production
            flagctl matrix --env production --at 2025-09-01
            flagctl matrix --env prod
            flagctl env create canary --quiet
            flagctl matrix --env canary
            """#)
    }
}
