import FlagModel
import Testing

@Suite struct ForgeRulesTests {
    private static let one = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m"

    @Test("an account is one person's, at a forge that is listed")
    func accounts() {
        expectFindings(
            [
                "1️⃣ error: there is no forge 'githup' [forge-account] — did you mean 'github'?",
                "2️⃣ error: account 7 of 'github' is listed for 'priya' already [forge-account] — leave it with the person whose it is",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [
                  { "key": "priya", "name": "P", "accounts": [{ "forge": "github", "id": 7 }, 1️⃣{ "forge": "githup", "id": 7 }] },
                  { "key": "sam", "name": "S", "accounts": [2️⃣{ "forge": "github", "id": 7, "login": "sam" }] } ],
                  "forges": [{ "key": "github", "keys": [] }] }
                """
            ])
    }

    @Test("a forge has a name and keys of its own")
    func keys() {
        expectFindings(
            [
                "1️⃣ error: 'priya' has the key 'Priya' already, case aside [forge-key] — give the forge its own",
                "2️⃣ error: this is also a key of 'priya' [forge-key] — make one for the workflow alone: ssh-keygen -t ed25519 -N '' -f forge",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [{ "key": "priya", "name": "P", "keys": ["\(Self.one) priya"] }],
                  "forges": [{ "key": 1️⃣"Priya", "keys": [2️⃣"\(Self.one) robot"] }] }
                """
            ])
    }
}
