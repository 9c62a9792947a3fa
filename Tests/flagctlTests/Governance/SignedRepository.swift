import Foundation
import TestSupport

/// A flag repository whose production asks for a signed approval, and people with keys who run the real program.
struct SignedRepository {
    let folder: TemporaryFolder
    var path: String { folder.path("repository") }

    init() async throws {
        folder = try TemporaryFolder("signed")
        for name in ["repository", "home", "bin"] {
            try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: false)
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("bin/flagctl"), withDestinationPath: FlagctlBinary.path)
        for name in ["ann", "priya", "mike"] {
            try await shell("ssh-keygen -q -t ed25519 -N '' -C \(name) -f \(folder.path("home/\(name)"))", as: name)
        }
        for (path, text) in SampleFlags.files { try folder.write(text, to: "repository/" + path) }
        try folder.write(people(), to: "repository/.flagctl/people.json")
        try folder.write(
            """
            {
              "key": "production",
              "name": "Production",
              "order": 3,
              "population": 150000,
              "policy": {
                "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "signed", "validFor": "P14D" },
                "lowering": { "required": 0, "reviewWithin": "P1D" },
                "version": 1
              }
            }

            """, to: "repository/environments/production/environment.json")
        try await shell(
            "git init --quiet --initial-branch=main && git add --all && git commit --quiet --message 'Flags'", as: "ann"
        )
    }

    private func people() throws -> String {
        let people = try [("ann", "product-owner"), ("priya", "product-owner"), ("mike", "engineer")].map {
            name, role in
            let key = try folder.read("home/\(name).pub").trimmingCharacters(in: .newlines)
            return """
                    {
                      "key": "\(name)",
                      "name": "\(name.capitalized)",
                      "emails": ["\(name)@example.com"],
                      "roles": ["\(role)"],
                      "keys": ["\(key)"]
                    }
                """
        }
        return "{\n  \"people\": [\n\(people.joined(separator: ",\n"))\n  ],\n  \"groups\": []\n}\n"
    }

    /// What somebody's shell has: an identity, and a key to sign with.
    func environment(_ person: String, at time: String = "2026-01-02T09:00:00Z") -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": folder.path("bin") + ":" + path, "HOME": folder.path("home"), "GIT_CONFIG_NOSYSTEM": "1",
            "LC_ALL": "C", "TZ": "UTC", "FLAGCTL_NOW": time,
            "GIT_AUTHOR_NAME": person.capitalized, "GIT_AUTHOR_EMAIL": "\(person)@example.com",
            "GIT_COMMITTER_NAME": person.capitalized, "GIT_COMMITTER_EMAIL": "\(person)@example.com",
            "GIT_AUTHOR_DATE": time, "GIT_COMMITTER_DATE": time,
            "GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "gpg.format", "GIT_CONFIG_VALUE_0": "ssh",
            "GIT_CONFIG_KEY_1": "user.signingKey", "GIT_CONFIG_VALUE_1": folder.path("home/\(person)"),
        ]
    }

    /// Runs a line of shell as somebody and waits for it.
    func tryShell(
        _ line: String, as person: String, in place: String? = nil, at time: String = "2026-01-02T09:00:00Z",
        with variables: [String: String] = [:]
    ) async throws -> Finished {
        try await TestSupport.run(
            "/bin/sh", ["-c", line], in: place ?? path,
            environment: environment(person, at: time).merging(variables) { $1 })
    }

    /// The same for a line that must succeed; gives what it printed.
    @discardableResult
    func shell(
        _ line: String, as person: String, in place: String? = nil, at time: String = "2026-01-02T09:00:00Z"
    ) async throws -> String {
        let result = try await tryShell(line, as: person, in: place, at: time)
        guard result.status == 0 else { throw SetUpFailure(line: line, text: result.output + result.error) }
        return result.output.trimmingCharacters(in: .newlines)
    }

    /// Proposes to turn CSF on in production; gives the branch.
    func propose(as person: String = "ann") async throws -> String {
        try await shell(
            "flagctl enable CSF --env production --propose --reason 'It is time' --ticket S4-101", as: person)
        return try await shell("git for-each-ref --format='%(refname:short)' refs/heads | grep -v '^main$'", as: person)
    }
}
