public import Documents

extension RepositoryContent {
    /// The state of a flag in an environment; nil where there is none that could be decoded.
    public func state(of flag: FlagKey, in environment: EnvironmentKey) -> FlagState? {
        states[environment]?[flag]
    }

    /// A cohort of an environment; nil where there is none that could be decoded.
    public func cohort(_ key: CohortKey, in environment: EnvironmentKey) -> Cohort? {
        cohorts[environment]?[key]
    }

    /// Parses a document that was added once more; nil for every other path, and for what is no JSON.
    public func document(at path: String) -> JSONDocument? {
        guard let bytes = bytes(at: path) else { return nil }
        do throws(JSONSyntaxError) {
            return try JSONDocument(parsing: bytes)
        } catch {
            // The error became a finding when the file was added.
            return nil
        }
    }
}
