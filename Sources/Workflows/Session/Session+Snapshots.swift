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
        let waiting =
            version.state.enabled
            ? try unmetRequirements(of: version.definition, in: environment).first?.flag : nil
        return Exposure(
            of: version, population: try population(of: version.state, in: environment), waitsFor: waiting,
            limitedBy: version.state.enabled ? try limit(of: version.definition, in: environment) : nil)
    }

    /// The required flag, its own requirements included, whose required variant not everybody is served.
    private func limit(of definition: FeatureFlag, in environment: EnvironmentKey) throws -> FlagKey? {
        var open = definition.requires
        var seen: Set<FlagKey> = []
        while let requirement = open.popLast() {
            guard let required = try flag(requirement.flag), let state = try state(requirement.flag, in: environment),
                FlagVersion(definition: required, state: state).constantVariant == requirement.variant
            else { return requirement.flag }
            if state.enabled, seen.insert(requirement.flag).inserted { open += required.requires }
        }
        return nil
    }
}
