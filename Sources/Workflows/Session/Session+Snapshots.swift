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
    /// How exposed a flag is, with requirements looked at that nobody meets, or not everybody.
    func exposure(of version: FlagVersion, in environment: EnvironmentKey) throws -> Exposure {
        let obstacle = try Obstacle(of: version.definition) { key in
            guard let flag = try self.flag(key), let state = try self.state(key, in: environment) else { return nil }
            return FlagVersion(definition: flag, state: state)
        }
        return Exposure(
            of: version, population: try population(of: version.state, in: environment), obstacle: obstacle)
    }
}
