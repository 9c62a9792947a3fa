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

    @Test("a group says whom it stands for, and how else it is reached")
    func audiences() throws {
        let text = """
            { "$schema": "schemas/people.schema.json", "people": [],
              "groups": [
                { "key": "users", "name": "All users", "description": "Who subscribed", "members": [],
                  "addresses": ["users@lists.example.com", "news@example.com"] }, { "key": "team", "members": [] }] }
            """
        var findings: [Finding] = []
        let document = try JSONDocument(parsing: Array(text.utf8))
        let people = try #require(People.decode(document, at: ".flagctl/people.json", into: &findings))
        #expect(people.json == document.value)
        let key = try #require(GroupKey("users"))
        let users = try #require(people.group(key))
        #expect(users.title == "All users")
        #expect(users.description == "Who subscribed")
        #expect(users.addresses == ["users@lists.example.com", "news@example.com"])
        #expect(people.groups[1].title == "team")
        #expect(people.groups[1].addresses.isEmpty)
        #expect(people.group(try #require(GroupKey("user"))) == nil)
        expectFindings(
            [
                "1️⃣ error: the text is empty [empty-text]",
                "2️⃣ error: 'users' is no e-mail address [invalid-email]",
                "3️⃣ error: 'a@b' is in the list twice [duplicate-entry]",
                "4️⃣ error: a group has no member 'address' [unknown-member] — did you mean 'addresses'?",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [], "groups": [
                    { "key": "a", "members": [], "description": 1️⃣"", "addresses": [2️⃣"users", "a@b", 3️⃣"a@b"],
                      4️⃣"address": "" }] }
                """
            ])
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
