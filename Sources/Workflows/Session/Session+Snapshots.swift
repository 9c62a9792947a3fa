import Evaluation
import FlagModel
import FlagRepository
import Governance

extension Session {
    /// The documents at a revision or date, at HEAD where nothing is given.
    func snapshot(at text: String?) throws -> Snapshot {
        let repository = try repository()
        guard let text else { return try repository.head() }
        return try repository.snapshot(at: repository.commitID(at: text))
    }
}

extension Snapshot {
    /// How exposed a flag is, with a requirement that nobody meets looked at.
    func exposure(of version: FlagVersion, in environment: EnvironmentKey) throws -> Exposure {
        let waiting =
            version.state.enabled
            ? try unmetRequirements(of: version.definition, in: environment).first?.flag : nil
        return Exposure(
            of: version, population: try population(of: version.state, in: environment), waitsFor: waiting)
    }
}
