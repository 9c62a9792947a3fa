import ArgumentParser

/// Shell completion of keys: asks git for the files, which is quicker than starting flagctl.
extension CompletionKind {
    /// The keys of flags.
    static var flags: CompletionKind {
        .shellCommand(#"git ls-files ':/flags/*.json' 2>/dev/null | sed 's|.*/||; s|\.json$||'"#)
    }

    /// The keys of environments.
    static var environments: CompletionKind {
        .shellCommand(
            #"git ls-files ':/environments/*/environment.json' 2>/dev/null | sed 's|/environment\.json$||; s|.*/||'"#)
    }

    /// The keys of cohorts, of any environment.
    static var cohorts: CompletionKind {
        .shellCommand(
            #"git ls-files ':/environments/*/cohorts/*.json' 2>/dev/null | sed 's|.*/||; s|\.json$||' | sort -u"#)
    }

    /// The keys of feedback.
    static var feedback: CompletionKind {
        .shellCommand(#"git ls-files ':/feedback/*.json' 2>/dev/null | sed 's|.*/||; s|\.json$||'"#)
    }

    /// The keys of rollout plans, of any environment.
    static var plans: CompletionKind {
        .shellCommand(
            #"git ls-files ':/environments/*/rollouts/*/plan.json' 2>/dev/null | sed 's|/plan\.json$||; s|.*/||' | sort -u"#
        )
    }
}
