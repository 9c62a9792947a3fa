import Testing

@Suite struct SSHKeyRulesTests {
    private static let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m"

    @Test("people have keys of their own, whatever their comments")
    func shared() {
        expectFindings(
            ["1️⃣ error: this is also a key of 'priya' [shared-ssh-key]"],
            in: [
                ".flagctl/people.json": """
                { "people": [
                  { "key": "priya", "name": "P", "keys": ["\(Self.key) laptop", "\(Self.key) again"] },
                  { "key": "sam", "name": "S", "keys": [1️⃣"\(Self.key) desk"] } ] }
                """
            ])
    }

    @Test("keys are public ones that can be read")
    func invalid() {
        expectFindings(
            [
                "1️⃣ error: what follows 'ssh-ed25519' is no base64 [invalid-ssh-key]",
                "2️⃣ error: there is no key type 'ssh-dss' [invalid-ssh-key] — use ssh-ed25519: ssh-keygen -t ed25519",
                "3️⃣ error: this is a private key, which belongs to nobody else [invalid-ssh-key]",
            ],
            in: [
                ".flagctl/people.json": """
                { "people": [{ "key": "priya", "name": "P", "keys": [
                  1️⃣"ssh-ed25519 AAA", "\(Self.key)", 2️⃣"ssh-dss AAAA", 3️⃣"-----BEGIN OPENSSH PRIVATE KEY-----" ] }] }
                """
            ])
    }
}
