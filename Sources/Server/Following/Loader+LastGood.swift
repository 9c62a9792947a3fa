import FlagRepository
import Git

extension Loader {
    /// The newest commit that validates, of a commit and the ``lookBack`` before it on the same branch, and why the
    /// first does not.
    ///
    /// - Throws: ``Invalid`` with the errors of the first where none of them does.
    func loadLastGood(_ head: ObjectID) async throws -> (loaded: Loaded, problems: Invalid?) {
        let problems: Invalid
        do {
            return (try await load(head), nil)
        } catch let invalid as Invalid {
            problems = invalid
        }
        var commit = head
        for _ in 0..<Self.lookBack {
            guard let parent = try repository.git.commit(commit).parents.first else { break }
            commit = parent
            do {
                return (try await load(commit), problems)
            } catch is Invalid {
                continue
            }
        }
        throw problems
    }

    /// How many commits before an invalid one are tried.
    static let lookBack = 25
}
