import Testing

@Suite struct DuplicateGroupTests {
    @Test("groups of people have keys of their own, case aside")
    func duplicates() {
        expectFindings(
            ["1️⃣ error: another group has the key 'Platform', case aside [duplicate-group]"],
            in: [
                ".flagctl/people.json": """
                { "people": [], "groups": [
                  { "key": "platform", "members": [] }, { "key": 1️⃣"Platform", "members": [] } ] }
                """
            ])
    }
}
