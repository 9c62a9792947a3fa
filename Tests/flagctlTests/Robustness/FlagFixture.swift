import Foundation
import TestSupport
import Testing

/// A flag repository of a test's own, edited with the real binary and looked at with the system's git.
///
/// Two environments: `development`, where nothing is asked, and `production` with one claimed approval. Every flag is
/// boolean and off everywhere; `beta` is a cohort of both environments.
struct FlagFixture: Sendable {
    let folder: TemporaryFolder
    /// The top of the repository.
    let path: String
    /// What git and flagctl are run with, and nothing else.
    let environment: [String: String]
    /// The keys of its flags.
    let flags: [String]

    static let flags = ["alpha", "bravo", "charlie"]

    init(flags: [String] = FlagFixture.flags, in parent: TemporaryFolder? = nil) async throws {
        folder = try parent ?? TemporaryFolder("robust", inMemory: true)
        path = folder.path("repository")
        self.flags = flags
        environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
            "HOME": folder.path("home"), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Ann Author", "GIT_AUTHOR_EMAIL": "ann@example.com",
            "GIT_COMMITTER_NAME": "Cay Committer", "GIT_COMMITTER_EMAIL": "cay@example.com",
        ]
        try FileManager.default.createDirectory(atPath: folder.path("home"), withIntermediateDirectories: true)
        try await git(["init", "--quiet", "--initial-branch=main", path], in: folder.path)
        try write(Documents.settings, to: ".flagctl/config.json")
        try write(Documents.people, to: ".flagctl/people.json")
        for environment in ["development", "production"] {
            let place = "environments/\(environment)"
            try write(Documents.environment(environment), to: "\(place)/environment.json")
            try write(Documents.cohort("beta"), to: "\(place)/cohorts/beta.json")
            for flag in flags { try write(Documents.state(flag), to: "\(place)/flags/\(flag).json") }
        }
        for flag in flags { try write(Documents.flag(flag), to: "flags/\(flag).json") }
        try await commitAll("Begin")
    }

    // MARK: Programs

    func flagctl(_ words: String..., in folder: String? = nil, with changes: [String: String?] = [:]) async throws
        -> Finished
    {
        try await flagctl(words, in: folder, with: changes)
    }

    /// Runs flagctl with some variables changed.
    func flagctl(
        _ words: [String], in folder: String? = nil, with changes: [String: String?] = [:]
    ) async throws -> Finished {
        var variables = environment
        for (name, value) in changes { variables[name] = value }
        return try await FlagctlBinary.run(words, in: folder ?? path, environment: variables)
    }

    /// Runs flagctl and expects it to succeed.
    @discardableResult
    func edit(_ words: String..., at place: SourceLocation = #_sourceLocation) async throws -> String {
        let result = try await flagctl(words)
        #expect(result.status == 0, "flagctl \(words): \(result.error)", sourceLocation: place)
        return result.output
    }

    /// What git says, without the line break at the end; a failure is an error.
    @discardableResult
    func git(_ words: [String], in folder: String? = nil) async throws -> String {
        let result = try await run("git", words, in: folder ?? path, environment: environment)
        guard result.status == 0 else { throw GitFailure(arguments: words, text: result.error + result.output) }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    @discardableResult
    func git(_ words: String...) async throws -> String { try await git(words) }

    /// Runs git where a failure is an answer too.
    func tryGit(_ words: [String], with changes: [String: String?] = [:]) async throws -> Finished {
        var variables = environment
        for (name, value) in changes { variables[name] = value }
        return try await run("git", words, in: path, environment: variables)
    }

    // MARK: Files

    func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    func write(_ bytes: [UInt8], to name: String) throws {
        let file = path(name)
        try FileManager.default.createDirectory(
            atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(fileURLWithPath: file))
    }

    func read(_ name: String) throws -> String { try String(contentsOfFile: path(name), encoding: .utf8) }

    func path(_ name: String) -> String { path + "/" + name }

    func has(_ name: String) -> Bool {
        // The link itself counts, not what it points to.
        (try? FileManager.default.attributesOfItem(atPath: path(name))) != nil
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    @discardableResult
    func commitAll(_ message: String = "Change by hand") async throws -> String {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", message)
        return try await head()
    }

    /// The state file of a flag.
    static func state(_ flag: String, in environment: String = "development") -> String {
        "environments/\(environment)/flags/\(flag).json"
    }

    // MARK: Looking

    func head() async throws -> String { try await git("rev-parse", "HEAD") }

    func commitCount() async throws -> Int { Int(try await git("rev-list", "--count", "HEAD")) ?? -1 }

    /// What is wrong with the repository as git sees it: objects, index and work tree; empty when all is well.
    func complaints() async throws -> String {
        let fsck = try await tryGit(["fsck", "--strict", "--no-progress", "--no-dangling"])
        let objects = fsck.status == 0 ? fsck.error + fsck.output : "fsck \(fsck.status): \(fsck.error)\(fsck.output)"
        let status = try await git("--no-optional-locks", "status", "--porcelain")
        return objects + status + leftovers().joined(separator: "\n")
    }

    /// Lock files, journals and temporary files that nobody needs any more.
    func leftovers() -> [String] {
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            let last = (name as NSString).lastPathComponent
            if last.hasSuffix(".lock") || last.hasPrefix(".flagctl-") || last.contains(".flagctl-") { return true }
            return name.hasPrefix(".git/flagctl/") && last != "lock"
        }.sorted()
    }

    /// Everything that an edit could write: files, index, references and their logs, by path.
    func contents() throws -> [String: String] {
        var found: [String: String] = [:]
        let manager = FileManager.default
        for case let name as String in manager.enumerator(atPath: path) ?? .init() {
            // Objects that nothing refers to are no harm, and flagctl's own lock is an empty file.
            if name.hasPrefix(".git/objects") || name == ".git/flagctl" || name == ".git/flagctl/lock" { continue }
            let attributes = try manager.attributesOfItem(atPath: path(name))
            switch attributes[.type] as? FileAttributeType {
            case .typeSymbolicLink: found[name] = "-> " + (try manager.destinationOfSymbolicLink(atPath: path(name)))
            case .typeDirectory: found[name] = "/"
            default:
                let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
                let bytes = manager.contents(atPath: path(name)) ?? Data()
                found[name] = "\(mode) \(bytes.base64EncodedString())"
            }
        }
        return found
    }
}

/// Documents of the fixture in their canonical style.
enum Documents {
    static let settings = """
        {
          "formatVersion": 1,
          "protectedBranch": "main",
          "bucketing": "flagd-v3"
        }

        """

    static let people = """
        {
          "people": [
            { "key": "priya", "name": "Priya N", "emails": ["priya@example.com"], "roles": ["product-owner"], "keys": [] }
          ],
          "groups": []
        }

        """

    static func environment(_ key: String) -> String {
        let isProtected = key == "production"
        let policy = """
            ,
              "policy": {
                "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "claimed" },
                "lowering": { "required": 0 }
              }
            """
        return """
            {
              "key": "\(key)",
              "name": "\(key.capitalized)",
              "order": \(isProtected ? 2 : 1)\(isProtected ? policy : "")
            }

            """
    }

    static func cohort(_ key: String, match: String? = nil) -> String {
        """
        {
          "key": "\(key)",
          "share": 10,
          "match": \(match ?? #"{ "attribute": "beta", "operator": "equals", "value": true }"#)
        }

        """
    }

    static func flag(_ key: String) -> String {
        """
        {
          "key": "\(key)",
          "name": "Flag \(key)",
          "type": "boolean",
          "variants": { "on": true, "off": false },
          "offVariant": "off",
          "codeDefault": "off"
        }

        """
    }

    static func state(_ flag: String, enabled: Bool = false, rules: String = "[]", otherwise: String = #""on""#)
        -> String
    {
        """
        {
          "flag": "\(flag)",
          "enabled": \(enabled),
          "rules": \(rules),
          "fallthrough": \(otherwise)
        }

        """
    }
}
