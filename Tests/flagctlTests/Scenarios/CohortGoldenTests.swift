import Testing

@Suite("golden: cohorts and environments")
struct CohortGoldenTests {
    @Test("cohort: list, show, create, edit, remove")
    func cohort() async throws {
        try await Scenario(.cohort).play(
            #"""
            flagctl cohort list --env production
            flagctl cohort list --env production --format json
            flagctl cohort list --env development
            flagctl cohort show regular-users --env production
            flagctl cohort show new-users --env production --format json
            flagctl cohort show regular-user --env production
            flagctl cohort show moon --env production
            flagctl cohort create staff --env production --name Staff --share 0.5 --release-delay P3D \
                --description "Everybody here" --match '{"attribute": "email", "operator": "endsWith", "value": "@example.com"}'
            cat environments/production/cohorts/staff.json
            flagctl cohort create early-adopters --env development --like production --share 50 --format json
            # An edit of the match is an edit of everybody whom it concerns.
            flagctl cohort edit early-adopters --env production --share 12
            flagctl cohort edit early-adopters --env production --share 12
            flagctl cohort edit early-adopters --env production --match '{"attribute": "beta", "operator": "equals", "value": true}'
            flagctl cohort edit early-adopters --env production --approved-by priya \
                --match '{"attribute": "beta", "operator": "equals", "value": true}'
            flagctl cohort edit staff --env production --name Colleagues --format json
            # What is used stays.
            flagctl cohort remove early-adopters --env production
            flagctl cohort remove early-adopters --env development
            flagctl cohort remove staff --env production --format json
            # What does not fit.
            flagctl cohort create staff2 --env production
            flagctl cohort create staff2 --env production --match '{"attribute": '
            flagctl cohort create staff2 --env production --match '{"attribute": "email"}'
            flagctl cohort create staff2 --env production --match '{"attribute": "email", "operator": "endWith", "value": "x"}'
            flagctl cohort create staff2 --env production --match '{"attribut": "email", "operator": "equals", "value": "x"}'
            flagctl cohort create loop --env production --match '{"cohort": "loop"}'
            flagctl cohort create regular-users --env production --like staging
            flagctl cohort create nobody --env production --like staging
            flagctl cohort edit regular-users --env production
            flagctl cohort edit regular-users --env production --share many
            flagctl cohort edit regular-users --env production --share 120
            flagctl cohort edit regular-users --env production --release-delay soon
            flagctl cohort edit regular-users --env production --share 120 --format json
            git status --short
            """#)
    }

    @Test("env: list, show, create")
    func env() async throws {
        try await Scenario(.env).play(
            #"""
            flagctl env list
            flagctl env list --format json
            flagctl env show production
            flagctl env show staging
            flagctl env show production --format json
            flagctl env show prodution
            flagctl env create canary --name Canary --population 5000
            flagctl env create preview --order 2 --format json
            flagctl env list
            flagctl env create canary
            flagctl env create 'a b'
            flagctl env create minus --population=-5
            """#)
    }
}
