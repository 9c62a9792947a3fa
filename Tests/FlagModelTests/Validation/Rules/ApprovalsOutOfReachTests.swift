import Testing

@Suite struct ApprovalsOutOfReachTests {
    private let people = """
        { "people": [{ "key": "priya", "name": "P", "roles": ["owner"] }, { "key": "sam", "name": "S" }] }
        """

    @Test("warns where more approvals are asked for than there are people to give them")
    func outOfReach() {
        expectFindings(
            [
                "2️⃣ warning: the policy asks for 3 approvals, but there are 2 people in people.json"
                    + " [approvals-out-of-reach]",
                "1️⃣ warning: the policy asks for 2 approvals, but there is 1 person with the role 'owner' in people.json"
                    + " [approvals-out-of-reach]",
            ],
            in: [
                "environments/prod/environment.json": Sample.environment(
                    "prod", order: "2",
                    #", "policy": { "approvals": { "required": 1️⃣2, "roles": ["owner"] } }"#),
                "environments/dev/environment.json": Sample.environment(
                    "dev", order: "1", #", "policy": { "approvals": { "required": 2️⃣3 } }"#),
                ".flagctl/people.json": people,
            ])
    }

    @Test("is content with enough people, and says nothing without people.json")
    func fine() {
        let environment = Sample.environment("prod", #", "policy": { "approvals": { "required": 2 } }"#)
        expectFindings(
            [], in: ["environments/prod/environment.json": environment, ".flagctl/people.json": people])
        expectFindings([], in: ["environments/prod/environment.json": environment])
    }
}
