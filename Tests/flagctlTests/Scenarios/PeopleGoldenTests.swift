import Testing

@Suite("golden: people")
struct PeopleGoldenTests {
    private static let ed25519 =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP3kRh63ZceHW4GikDpqY6DAyGnR52TGV+JgSGKBX4W9"
        + " maya@example.com"

    private static let ecdsa =
        "ecdsa-sha2-nistp256 "
        + "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHzMNk64xRTpPoitBVkZ7Njb4kr2"
        + "8SbaHQY2G++qxWf5YCkWwsG19fts8F/0ndIHJvV7OXNiCffSzJ4Ec/uct7s="
        + " maya@phone"

    @Test("people: who they are, and what they sign with")
    func people() async throws {
        try await Scenario(.people).play(
            #"""
            printf '%s\n' '# of the agent' '\#(Self.ed25519)' '' '\#(Self.ecdsa)' > maya.pub
            flagctl people list
            # Who the people are decides who may approve, so that adding one is asked for like raising exposure.
            flagctl people add maya --name 'Maya R' --email maya@example.com --role product-owner --keys maya.pub
            flagctl people add maya --name 'Maya R' --email maya@example.com --role product-owner --keys - --approved-by sarah --reason 'joined the team' < maya.pub
            git log -1 --format=%B
            git diff HEAD~1 --stat
            flagctl people list maya
            flagctl people list maya --format json
            flagctl people add maya --role qa-lead --keys maya.pub --approved-by sarah
            flagctl people add maya --role qa-lead --approved-by sarah
            # One key for two people, other lines than keys, and what nobody should give away.
            flagctl people add mike --keys maya.pub --approved-by sarah
            printf 'ssh-ed25519 AAAA\n' | flagctl people add mike --keys - --approved-by sarah
            printf 'ssh-dss AAAA\n' | flagctl people add mike --keys - --approved-by sarah
            printf 'The agent has no identities.\n' | flagctl people add mike --keys - --approved-by sarah
            printf -- '-----BEGIN OPENSSH PRIVATE KEY-----\n' | flagctl people add mike --keys - --approved-by sarah
            flagctl people add mike --keys - --approved-by sarah < /dev/null
            flagctl people add mike --keys gone.pub --approved-by sarah
            flagctl people add zoe --role qa-lead --approved-by sarah
            flagctl people add zoe --name Zoe --email SARAH.chen@example.com --approved-by sarah
            flagctl people add zoe
            # Taking away: what is named, or the person.
            flagctl people remove maya --key SHA256:nothing --approved-by sarah
            flagctl people remove maya --key $(flagctl people list maya | sed -n 's/.*  \(SHA256:[^ ]*\)  maya@phone/\1/p') --approved-by sarah
            flagctl people remove maya --role qa-leed --approved-by sarah
            flagctl people remove maya --role qa-lead --approved-by sarah --dry-run
            flagctl people remove priya --approved-by sarah
            git diff HEAD~1 -U0 | grep '^[-+]'
            flagctl people remove maja --approved-by sarah
            flagctl people list zoe
            flagctl validate --quiet
            """#)
    }
}
