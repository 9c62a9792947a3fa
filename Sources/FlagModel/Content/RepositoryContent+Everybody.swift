extension RepositoryContent {
    /// Whether everybody in an environment is served a variant of a flag, whatever their context.
    ///
    /// Nil where content does not know: a file that it needs was not added, or could not be decoded.
    func everybody(in environment: EnvironmentKey, gets variant: VariantKey, of key: FlagKey) -> Bool? {
        everybody(in: environment, gets: variant, of: key, waiting: [])
    }

    private func everybody(
        in environment: EnvironmentKey, gets variant: VariantKey, of key: FlagKey, waiting: Set<FlagKey>
    ) -> Bool? {
        if isAbsent(.flag(key)) || isAbsent(.state(environment, key)) { return false }
        guard let flag = flags[key], let state = state(of: key, in: environment), !waiting.contains(key) else {
            return nil
        }
        guard state.enabled else { return flag.offVariant == variant }
        let rows = state.rules.map(\.serve) + [state.fallthrough]
        guard rows.allSatisfy({ $0.isOnly(variant) }) else { return false }
        for requirement in flag.requires where variant != flag.offVariant {
            let isMet = everybody(
                in: environment, gets: requirement.variant, of: requirement.flag, waiting: waiting.union([key]))
            guard isMet == true else { return isMet }
        }
        return true
    }
}

extension Serve {
    /// Whether it serves one variant and no other.
    func isOnly(_ variant: VariantKey) -> Bool {
        switch self {
        case .variant(let served): served == variant
        case .weights(let weights): weights.allSatisfy { $0.variant == variant || $0.thousandths == 0 }
        }
    }
}
