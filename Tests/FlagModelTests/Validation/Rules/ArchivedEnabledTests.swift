import Testing

@Suite struct ArchivedEnabledTests {
    @Test("warns where an archived flag is still enabled")
    func archived() {
        expectFindings(
            [
                "1️⃣ warning: flag 'A' is archived but enabled in 'dev' [archived-enabled]"
                    + " — turn it off: flagctl disable A --env dev"
            ],
            in: [
                "environments/dev/environment.json": Sample.environment("dev", order: "1"),
                "environments/prod/environment.json": Sample.environment("prod", order: "2"),
                "flags/A.json": Sample.flag("A", #", "lifecycle": { "stage": "archived" }"#),
                "flags/B.json": Sample.flag("B", #", "lifecycle": { "stage": "deprecated" }"#),
                "environments/dev/flags/A.json": Sample.state("A", enabled: "1️⃣true"),
                "environments/prod/flags/A.json": Sample.state("A", enabled: "false"),
                "environments/dev/flags/B.json": Sample.state("B"),
            ])
    }
}
