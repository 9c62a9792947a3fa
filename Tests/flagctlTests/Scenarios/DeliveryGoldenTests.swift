import Testing

@Suite("golden: export and import")
struct DeliveryGoldenTests {
    @Test("export: every format, and what cannot be said")
    func export() async throws {
        try await Scenario(.export).play(
            #"""
            flagctl export --format dotenv --env staging
            flagctl export --format dotenv --env production
            flagctl export --format dotenv --env production --partial off
            flagctl export --format dotenv --env production --partial on --output production.env
            cat production.env
            flagctl export --format flagd --env production
            flagctl export --format kubernetes --env production
            flagctl export --format json --env production
            flagctl export --format flagd --env production --output flags.json --quiet
            wc -l flags.json
            # At another time.
            @ 2025-09-08T08:00:00Z
            flagctl disable ALL --env production --yes --quiet
            flagctl export --format dotenv --env production
            flagctl export --format dotenv --env production --at 2025-09-07
            # Conditions that flagd has no words for.
            flagctl cohort create old --env staging --quiet \
                --match '{"attribute": "since", "operator": "before", "value": "2026-01-01T00:00:00Z"}'
            flagctl target CSF --env staging --cohort old --variant on --quiet
            flagctl enable CSF --env staging --quiet
            flagctl export --format flagd --env staging --output staging.json
            ls staging.json
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
            flagctl import flagd flags.flagd.json --env production
            flagctl import flagd flags.flagd.json --env staging --dry-run
            flagctl env create canary --quiet
            flagctl import flagd flags.flagd.json --env canary --yes
            flagctl matrix --env canary
            printf '{"flags": {\n  "plain": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "on"},\n  "loose": {"state": "ENABLED", "variants": {"on": true, "off": false}, "defaultVariant": "off", "targeting": {"if": [{"==": [{"var": "plan"}, "pro"]}, "on"]}}}}' > loose.json
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
