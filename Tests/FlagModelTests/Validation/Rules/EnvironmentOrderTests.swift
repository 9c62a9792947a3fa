import Testing

@Suite struct EnvironmentOrderTests {
    @Test("warns at the later of two environments with one order")
    func sameOrder() {
        expectFindings(
            ["1️⃣ warning: order 2 is that of environment 'prod' too [environment-order]"],
            in: [
                "environments/staging/environment.json": Sample.environment("staging", order: "1️⃣2"),
                "environments/prod/environment.json": Sample.environment("prod", order: "2"),
                "environments/dev/environment.json": Sample.environment("dev", order: "1"),
            ])
    }
}
