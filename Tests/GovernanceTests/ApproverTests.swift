import FlagModel
import Governance
import Testing

@Suite("Approver")
struct ApproverTests {
    @Test("a person's key stands for their name and first address")
    func personKey() throws {
        let approver = try Approver("priya", people: .team)
        #expect(approver.text == "Priya N <priya@example.com>")
        #expect(approver.person == People.team.people[0])
    }

    @Test("a name with an address of a person is that person, under the name as given")
    func personAddress() throws {
        let approver = try Approver("Priya <PRIYA@Home.Example>", people: .team)
        #expect(approver.name == "Priya")
        #expect(approver.email == "PRIYA@Home.Example")
        #expect(approver.person?.key == key("priya"))
    }

    @Test("a name with another address is nobody of the team")
    func stranger() throws {
        let approver = try Approver("Priya N <priya@elsewhere.example>", people: .team)
        #expect(approver.text == "Priya N <priya@elsewhere.example>")
        #expect(approver.person == nil)
    }

    @Test("a name with an address needs no people")
    func noPeople() throws {
        let approver = try Approver("Åsa Ö. Nuñez <asa+flags@example.com>", people: nil)
        #expect(approver.text == "Åsa Ö. Nuñez <asa+flags@example.com>")
        #expect(approver.person == nil)
    }

    @Test("spaces around and within a name are made one")
    func spaces() throws {
        #expect(try Approver("  Priya   N<priya@example.com>", people: nil).text == "Priya N <priya@example.com>")
    }

    @Test(
        "refuses what is neither, with the text",
        arguments: [
            "", "nobody", "PRIYA", "priya ", "priya@example.com", "<priya@example.com>", " <priya@example.com>",
            "Priya N", "Priya N <>", "Priya N <priya>", "Priya N <@>", "Priya N <priya@>", "Priya N <@example.com>",
            "Priya N <priya@@example.com>", "Priya N <priya@example.com", "Priya N priya@example.com>",
            "Priya N <priya@example.com> ", "Priya N <priya@example.com> (PO)", "Priya N <priya@example.com>>",
            "Priya N <<priya@example.com>", "Priya N <pri<ya@example.com>", "Priya N <a@b.example> <c@d.example>",
            "Priya > N <priya@example.com>", "Priya N <priya @example.com>", "Priya N <priya@example.com\t>",
            "Priya\nN <priya@example.com>", "Priya N <priya@example.com\n>", "Priya\r\nN <priya@example.com>",
            "Priya N <priya@example.com>\n", "Priya\u{2028}N <priya@example.com>", "Priya\tN <priya@example.com>",
            "Priya\u{0}N <priya@example.com>", "Priya N <priya\u{7F}@example.com>",
            "Priya N <priya@example.com>\nApproved-by: Maya R <maya@example.com>",
        ])
    func refuses(text: String) {
        #expect(throws: Approver.Problem.unknown(text)) { try Approver(text, people: .team) }
    }

    @Test("a key is nobody without people")
    func keyWithoutPeople() {
        #expect(throws: Approver.Problem.unknown("priya")) { try Approver("priya", people: nil) }
    }
}
