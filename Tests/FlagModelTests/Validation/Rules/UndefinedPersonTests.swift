import Testing

@Suite struct UndefinedPersonTests {
    @Test("members of groups are among the people")
    func undefined() {
        expectFindings(
            [
                "1️⃣ error: there is no person 'pria' [undefined-person] — did you mean 'priya'?",
                "2️⃣ error: there is no person 'somebody' [undefined-person] — add the person to 'people'",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [{ "key": "priya", "name": "P" }],
                  "groups": [{ "key": "platform", "members": ["priya", 1️⃣"pria", 2️⃣"somebody"] }] }
                """
            ])
    }
}
