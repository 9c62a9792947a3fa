import Testing

@Suite("golden: target and promote")
struct TargetGoldenTests {
    @Test("target: percentages, variants, weights and their removal")
    func target() async throws {
        try await Scenario(.target).play(
            #"""
            flagctl target notifications.realtime --env production --percent 25
            flagctl target notifications.realtime --env production --percent 25 --approved-by sarah --reason "day 3"
            flagctl target dreams.advanced --env production --cohort regular-users --percent 50
            flagctl target dreams.advanced --env production --cohort regular-users --percent 33.334
            flagctl target dreams.advanced --env production --cohort casual-users --percent 10 --approved-by sarah --format json
            flagctl target dreams.advanced --env production --cohort early-adopters --variant off
            flagctl target dreams.advanced --env production --cohort early-adopters --variant off --format json
            flagctl target dreams.advanced --env production --cohort regular-users --weights off=80,on=20
            flagctl target dreams.advanced --env production --cohort regular-users --percent 0
            flagctl target dreams.advanced --env production --cohort regular-users --percent 100 --approved-by sarah
            # A rule that goes, and one that comes: who is in which row changes.
            flagctl target dreams.advanced --env production --cohort new-users --remove
            flagctl target dreams.advanced --env production --cohort new-users --remove
            flagctl target dreams.advanced --env production --cohort new-users --variant on --approved-by sarah --format json
            # A flag that is off gets its rules beforehand.
            flagctl target CSF --env production --cohort early-adopters --percent 5
            git show --format= HEAD -- environments
            flagctl show CSF --env production
            # More than two variants have no percent of one.
            flagctl create page.size --type integer --variant small=10 --variant medium=20 --variant large=50 \
                --off-variant small --env staging --quiet
            flagctl target page.size --env staging --percent 5
            flagctl target page.size --env staging --weights small=50,large=30,medium=20
            # What is no percentage.
            flagctl target dreams.advanced --env production --percent 120
            flagctl target dreams.advanced --env production --percent 12.5555
            flagctl target dreams.advanced --env production --percent -5
            flagctl target dreams.advanced --env production --percent many
            flagctl target dreams.advanced --env production --weights on=25,off=76
            flagctl target dreams.advanced --env production --weights on=25,of=75
            flagctl target dreams.advanced --env production --weights on
            flagctl target dreams.advanced --env production --weights on=25,on=75
            flagctl target dreams.advanced --env production --weights on=25,off=76 --format json
            """#)
    }

    @Test("promote: from one environment to the next")
    func promote() async throws {
        try await Scenario(.promote).play(
            #"""
            flagctl promote CSF --from staging --to production
            flagctl promote CSF WORKSHOPS --from staging --to production --approved-by priya
            flagctl promote CSF --from staging --to production
            flagctl promote whispers.voiceCapture --from staging --to production --approved-by sarah --format json
            flagctl promote ALL --from staging --to production --approved-by priya --dry-run
            flagctl promote --group dreams --from production --to staging
            # A cohort that is not there; the hints lead there.
            flagctl promote dreams.advanced --from production --to development
            flagctl cohort create early-adopters --env development --like production --quiet
            flagctl cohort create regular-users --env development --like production --quiet
            flagctl cohort create casual-users --env development --like production --quiet
            flagctl cohort create new-users --env development --like production --quiet
            flagctl promote dreams.advanced --from production --to development
            # A new environment gets all flags.
            flagctl env create canary --population 5000
            flagctl promote ALL --from development --to canary --yes
            flagctl promote CSF --from staging --to staging
            """#)
    }
}
