import Foundation
import TestSupport
import Testing

/// What flagctl says on standard error with `--format json`.
struct Refusal: Decodable {
    let code: String
    let message: String
    let hint: String?

    private struct Document: Decodable {
        let error: Refusal
    }

    init(_ text: String) throws { self = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).error }
}

extension FlagFixture {
    /// Runs flagctl and expects it to refuse with a code, a message and a hint, and to leave everything as it is.
    func expectRefusal(
        _ words: [String], _ code: String, status: Int = 1, naming text: String, hint: String, in folder: String? = nil,
        with changes: [String: String?] = [:], at place: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try contents()
        let result = try await flagctl(words + ["--format", "json"], in: folder, with: changes)
        #expect(result.status == status, "\(words): \(result.output)\(result.error)", sourceLocation: place)
        #expect(result.output == "", sourceLocation: place)
        guard result.status != 0 else { return }
        let refusal = try Refusal(result.error)
        #expect(refusal.code == code, sourceLocation: place)
        #expect(refusal.message.contains(text), "\(refusal.message)", sourceLocation: place)
        #expect(refusal.hint?.contains(hint) == true, "\(refusal.hint ?? "no hint")", sourceLocation: place)
        let after = try contents()
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted()
        #expect(changed == [], sourceLocation: place)
    }

    /// An edit of one flag, for tests that want any.
    static let anEdit = ["enable", "alpha", "--env", "development"]
}
