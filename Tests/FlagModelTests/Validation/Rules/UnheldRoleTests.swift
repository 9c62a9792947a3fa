import Testing

@Suite struct UnheldRoleTests {
    private let environment = Sample.environment(
        "prod", #", "policy": { "approvals": { "required": 1, "roles": ["owner", 1️⃣"product-ower"] } }"#)

    @Test("warns about a role that nobody holds")
    func unheld() {
        expectFindings(
            [
                "1️⃣ warning: nobody in people.json holds the role 'product-ower' [unheld-role]"
                    + " — did you mean 'product-owner'?"
            ],
            in: [
                "environments/prod/environment.json": environment,
                ".flagctl/people.json": """
                { "people": [{ "key": "priya", "name": "P", "roles": ["product-owner", "owner"] }] }
                """,
            ])
    }

    @Test("says nothing without people.json")
    func noPeople() {
        expectFindings([], in: ["environments/prod/environment.json": environment])
    }
}
