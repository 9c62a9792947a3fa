import Testing

@Suite struct DuplicatePersonTests {
    @Test("people have keys and e-mail addresses of their own, case aside")
    func duplicates() {
        expectFindings(
            [
                "1️⃣ error: another person has the key 'Priya', case aside [duplicate-person]",
                "2️⃣ error: another person has the e-mail address 'P@example.com' [duplicate-person]",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [
                  { "key": "priya", "name": "P", "emails": ["p@example.com", "p.n@example.com", "P.N@example.com"] },
                  { "key": 1️⃣"Priya", "name": "Q" },
                  { "key": "sam", "name": "S", "emails": ["s@example.com", 2️⃣"P@example.com"] } ] }
                """
            ])
    }
}
