import Documents
import FlagModel
import Git
import TestSupport
import Testing

@testable import Workflows

extension FlagFixture {
    /// The surroundings of a run: the fixture's environment, a fixed clock, and random bits that differ.
    func session(
        _ command: String = "flagctl edit", at time: String = "2026-01-03T12:00:00Z", in folder: String? = nil,
        with variables: [String: String] = [:], entropy: (@Sendable () -> (UInt16, UInt64))? = nil
    ) throws -> Session {
        Session(
            path: folder ?? path, environment: environment.merging(variables) { $1 },
            now: try #require(Timestamp(time)),
            hasFixedClock: true, commandLine: command.split(separator: " ").map(String.init),
            entropy: entropy ?? { (UInt16.random(in: .min ... .max), UInt64.random(in: .min ... .max)) })
    }

    @discardableResult
    func enable(
        _ keys: String..., in environment: String = "development", options: EditOptions = .init(),
        at time: String = "2026-01-03T12:00:00Z"
    ) async throws -> EditReport {
        try await set(keys, in: environment, enabled: true, options, at: time)
    }

    @discardableResult
    func disable(
        _ keys: String..., in environment: String = "development", options: EditOptions = .init(),
        at time: String = "2026-01-03T12:00:00Z"
    ) async throws -> EditReport {
        try await set(keys, in: environment, enabled: false, options, at: time)
    }

    private func set(
        _ keys: [String], in environment: String, enabled: Bool, _ options: EditOptions, at time: String
    ) async throws -> EditReport {
        let verb = enabled ? "enable" : "disable"
        let command = "flagctl \(verb) \(keys.joined(separator: " ")) --env \(environment)"
        return try await SetEnabled(Selection(keys: keys), in: environment, enabled: enabled)
            .run(session(command, at: time), options)
    }

    @discardableResult
    func target(
        _ key: String, in environment: String = "development", cohort: String? = nil, _ serving: SetTarget.Serving,
        options: EditOptions = .init()
    ) async throws -> EditReport {
        try await SetTarget(key, in: environment, cohort: cohort, serving: serving).run(session(), options)
    }

    @discardableResult
    func revert(
        _ commit: String, flags: [String] = [], in environment: String? = nil, options: EditOptions = .approved
    ) async throws -> EditReport {
        try await RevertCommit(commit, flags: flags, environment: environment)
            .run(session("flagctl revert \(commit)"), options)
    }

    @discardableResult
    func rollBack(
        _ keys: String..., group: String? = nil, in environment: String = "production", to: String? = nil,
        options: EditOptions = .init()
    ) async throws -> EditReport {
        try await RollBack(Selection(keys: keys, group: group), in: environment, to: to)
            .run(session("flagctl rollback"), options)
    }

    /// The state of a flag in an environment at HEAD.
    func state(_ flag: String, in environment: String, at revision: String = "HEAD") async throws -> String {
        try await show("environments/\(environment)/flags/\(flag).json", at: revision)
    }

    /// Expects what follows every edit: files and index are the head's, and git finds nothing wrong.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await git("status", "--porcelain") == "", sourceLocation: sourceLocation)
        #expect(try await repository.fsck() == "", sourceLocation: sourceLocation)
    }

    /// Expects that something is refused and that nothing at all was written.
    @discardableResult
    func expectRefusal(
        _ code: String, _ status: Workflows.ExitStatus = .refused, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async throws -> Failure? {
        let before = try await fingerprint()
        let found = await failure(code, status, sourceLocation: sourceLocation, body)
        #expect(try await fingerprint() == before, "nothing is written", sourceLocation: sourceLocation)
        return found
    }
}

extension EditOptions {
    /// With the approver that production asks for.
    static let approved = EditOptions(approvedBy: ["priya"])
}

/// What a command would say about an error, which is expected to have a code and a status.
@discardableResult
func failure(
    _ code: String, _ status: Workflows.ExitStatus = .refused, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
) async -> Failure? {
    do {
        try await body()
        Issue.record("nothing was refused", sourceLocation: sourceLocation)
        return nil
    } catch {
        let failure = Failure(error)
        #expect(failure.code == code, "\(failure.message)", sourceLocation: sourceLocation)
        #expect(failure.status == status, "\(failure.message)", sourceLocation: sourceLocation)
        return failure
    }
}
