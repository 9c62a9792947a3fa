import Documents
import FlagModel
import FlagRepository

extension Snapshot {
    /// How much of a key has to be typed.
    private static var shortest: Int { 4 }

    /// The feedback that a person names by its key, or by how that begins; in any case.
    ///
    /// - Throws: a ``Failure`` where there is none, or more than one.
    func requireFeedback(_ text: String) throws -> Feedback {
        _ = try settings()
        let key = try feedbackKey(text)
        guard let feedback = try feedback(key) else { throw RepositoryError.missing(.feedback(key)) }
        return feedback
    }

    private func feedbackKey(_ text: String) throws -> FeedbackKey {
        let keys = try feedbackKeys()
        let typed = text.uppercased()
        if let key = keys.first(where: { $0.text.uppercased() == typed }) { return key }
        guard text.count >= Self.shortest else {
            throw Failure.usage(
                "'\(text)' is too short to name feedback",
                hint: "give at least \(Self.shortest) characters of its key: flagctl feedback list --all")
        }
        let found = keys.filter { $0.text.uppercased().hasPrefix(typed) }
        if let key = found.first, found.count == 1 { return key }
        guard found.isEmpty else {
            let first = found.prefix(4).map(\.text).joined(separator: ", ")
            throw Failure(
                "ambiguous-feedback", "'\(text)' begins \(found.count) keys",
                hint: "give more of it: \(first)\(found.count > 4 ? ", …" : "")")
        }
        let near = nearest(typed, among: keys.map { String($0.text.prefix(text.count)) })
        let key = near.flatMap { near in keys.first { $0.text.hasPrefix(near) } }
        throw Failure(
            "unknown-feedback", "there is no feedback '\(text)'",
            hint: key.map { "did you mean '\($0)'?" } ?? "see what there is: flagctl feedback list --all")
    }

    /// The key of a plan that is there, in an environment or in any.
    ///
    /// - Throws: a ``Failure`` with the nearest name.
    func planKey(_ text: String, in environment: EnvironmentKey?) throws -> PlanKey {
        if let environment { return try planKey(text, in: environment) }
        let keys = try Set(environmentKeys().flatMap { try planKeys(in: $0) }).sorted()
        if let key = keys.first(where: { $0.text == text }) { return key }
        throw Failure(
            "unknown-plan", "there is no rollout plan '\(text)' in any environment",
            hint: nearest(text, among: keys.map(\.text)).map { "did you mean '\($0)'?" }
                ?? "see them: flagctl rollout list")
    }
}
