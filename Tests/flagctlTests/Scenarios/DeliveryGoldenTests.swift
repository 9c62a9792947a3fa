import Testing

@Suite("golden: export and import")
struct DeliveryGoldenTests {
    @Test("export: every format, and what cannot be said")
    func export() async throws {
        try await Scenario(.export).play(
            #"""
            flagctl export --format dotenv --env staging
            flagctl export --format dotenv --env production
            # What differs from user to user has no line in a dotenv file, unless told what it stands for.
            flagctl target CSF --env staging --percent 25 --quiet
            flagctl export --format dotenv --env staging
            flagctl export --format dotenv --env staging --partial off --output staging.env
            cat staging.env
            flagctl export --format dotenv --env staging --partial on
            # A small environment in every other format.
            flagctl env create canary --quiet
            flagctl cohort create staff --env canary --share 1 --quiet \
                --match '{"attribute": "email", "operator": "endsWith", "value": "@example.com"}'
            flagctl promote notifications.realtime SERVICE_BUS --from production --to canary --quiet
            flagctl target notifications.realtime --env canary --cohort staff --variant on --quiet
            flagctl export --format flagd --env canary
            flagctl export --format kubernetes --env canary
            flagctl export --format json --env canary
            flagctl export --format flagd --env production --output flags.json
            grep -c TARGETING_KEY_MISSING flags.json
            # At another time.
            @ 2025-09-08T08:00:00Z
            flagctl disable ALL --env staging --yes --quiet
            flagctl export --format dotenv --env staging
            flagctl export --format dotenv --env staging --at 2025-09-07 --partial on
            # Conditions that flagd has no words for.
            flagctl cohort create old --env staging --quiet \
                --match '{"attribute": "since", "operator": "before", "value": "2026-01-01T00:00:00Z"}'
            flagctl target CSF --env staging --cohort old --variant on --quiet
            flagctl enable CSF --env staging --quiet --approved-by sarah
            flagctl export --format flagd --env staging --output staging.json
            test -e staging.json
            # What is wrong with the command.
            flagctl export --env production
            flagctl export --format yaml --env production
            flagctl export --format flagd --env prod
            flagctl export --format flagd --env production --partial off
            flagctl export --format dotenv --env production --partial half
            flagctl export --format flagd --env production --output nowhere/flags.json
            """#)
    }

    @Test("import: from flagd, with what cannot be expressed")
    func importing() async throws {
        try await Scenario(.importing).play(
            #"""
            flagctl export --format flagd --env production --output flags.flagd.json
            # What the environment says already stays as it is.
            flagctl import flagd flags.flagd.json --env production
            flagctl import flagd flags.flagd.json --env staging --dry-run
            flagctl env create canary --quiet
            flagctl import flagd flags.flagd.json --env canary --yes
            flagctl matrix --env canary
            printf '{"flags": {\n  "plain": %s "on"},\n  "loose": %s "off", "targeting": %s}}}' \
                '{"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant":' \
                '{"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant":' \
                '{"if": [{"==": [{"var": "plan"}, "pro"]}, "on"]}' > loose.json
            flagctl import flagd loose.json --env canary
            flagctl import flagd loose.json --env canary --format json
            flagctl import flagd loose.json --env canary --skip-inexpressible --yes
            flagctl import flagd loose.json --env canary --assume-types --yes --format json
            flagctl show loose --env canary
            flagctl import flagd loose.json --env production --assume-types --yes
            # Files that are none.
            flagctl import flagd nothing.json --env canary
            printf '{"flags": {' > broken.json
            flagctl import flagd broken.json --env canary
            printf '{"flags": {}}' > empty.json
            flagctl import flagd empty.json --env canary
            printf '{}' > other.json
            flagctl import flagd other.json --env canary
            flagctl import flagd loose.json
            flagctl import --env canary
            """#)
    }
}
