import Documents
import FlagModel
import Testing

@Suite struct PeopleDecodingTests {
    @Test("decodes and encodes people and groups")
    func example() throws {
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(Examples.people.utf8))
        let people = try #require(People.decode(document, at: ".flagctl/people.json", into: &findings))
        #expect(findings.isEmpty)
        #expect(people.json == document.value)
        #expect(people.person(email: "PRIYA@example.com")?.name == "Priya N")
        #expect(people.person(try #require(PersonKey("sam")))?.roles == [])
        #expect(people.groups.first?.members.map(\.text) == ["priya", "sam"])
    }

    @Test("every member is checked")
    func members() {
        expectFindings(
            [
                "1️⃣ error: 'priya' is no e-mail address [invalid-email]",
                "2️⃣ error: 'a@b@c' is no e-mail address [invalid-email]",
                "3️⃣ error: 'x@y>' is no e-mail address [invalid-email]",
                "4️⃣ error: member 'name' is missing [missing-member]",
                "5️⃣ error: a person has no member 'role' [unknown-member] — did you mean 'roles'?",
                "6️⃣ error: member 'members' is missing [missing-member]",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [
                    { "key": "priya", "name": "Priya", "emails": [1️⃣"priya", 2️⃣"a@b@c", 3️⃣"x@y>"] },
                    4️⃣{ "key": "sam", 5️⃣"role": [] }
                  ],
                  "groups": [6️⃣{ "key": "platform" }] }
                """
            ])
    }
}
