import Documents
import FlagModel
import FlagRepository
import Git
import TestSupport
import Testing

extension FlagFixture {
    /// Opens the repository as flagctl does.
    func open(in folder: String? = nil) throws -> FlagRepository {
        try FlagRepository(opening: GitLocation(path: folder ?? path, environment: environment))
    }

    /// Commits an edit on the current branch as flagctl does.
    @discardableResult
    func edit(
        _ subject: String = "Edit", at time: String = "2026-01-02T12:00:00Z", _ edit: (inout Draft) throws -> Void
    ) async throws -> ObjectID {
        let transaction = try Transaction(on: open(), moment: moment(time))
        let outcome = try await transaction.run {
            try edit(&$0)
            return ChangeMessage(subject: subject)
        } review: { _, _ in
        }
        return try #require(outcome.commit)
    }

    /// A moment of a transaction.
    func moment(_ text: String) throws -> Identity.Moment {
        Identity.Moment(time: Int64(try #require(Timestamp(text)).unixSeconds), offset: 0)
    }

    /// What is wrong with the repository after an edit: nothing.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(try await git("status", "--porcelain") == "", sourceLocation: sourceLocation)
        #expect(try await repository.fsck() == "", sourceLocation: sourceLocation)
    }
}

/// Keys of the sample repository.
enum Keys {
    static func flag(_ text: String) throws -> FlagKey { try #require(FlagKey(text)) }
    static func environment(_ text: String) throws -> EnvironmentKey { try #require(EnvironmentKey(text)) }

    /// A flag's state in an environment.
    static func state(_ flag: String, in place: String) throws -> DocumentKind {
        .state(try environment(place), try self.flag(flag))
    }

    /// A cohort of an environment.
    static func cohort(_ cohort: String, in place: String) throws -> DocumentKind {
        .cohort(try environment(place), try #require(CohortKey(cohort)))
    }

    /// A flag's definition.
    static func definition(_ text: String) throws -> DocumentKind { .flag(try flag(text)) }
}

/// A document of a test's text.
func document(_ text: String) throws -> JSONDocument { try JSONDocument(parsing: Array(text.utf8)) }

extension JSONDocument {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension Draft {
    /// Sets one member of a document.
    mutating func set(_ kind: DocumentKind, _ path: JSONPath, _ value: JSONValue) throws {
        try edit(kind) { try $0.set(value, at: path) }
    }
}

/// Records an error that is not the expected one.
func unexpected(_ error: (any Error)?, sourceLocation: SourceLocation = #_sourceLocation) {
    Issue.record("\(error.map { "\($0)" } ?? "no error")", sourceLocation: sourceLocation)
}
