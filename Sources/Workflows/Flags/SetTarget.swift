import Documents
import FlagModel
import FlagRepository

/// Sets what a cohort, or everybody else, is served.
public struct SetTarget: Sendable {
    /// What is served.
    public enum Serving: Sendable, Hashable {
        /// The flag's exposed variant to this many percent, the off variant to the rest; as typed.
        case percent(String)
        /// One variant.
        case variant(String)
        /// Weights by variant, `on=25,off=75`; as typed.
        case weights(String)
        /// No rule any more; only for a cohort.
        case remove
    }

    /// The flag.
    public var flag: String
    /// Where.
    public var environment: String
    /// The cohort; nothing for everybody whom no rule takes.
    public var cohort: String?
    /// What is served.
    public var serving: Serving

    /// Names the flag, the row and what it serves.
    public init(_ flag: String, in environment: String, cohort: String?, serving: Serving) {
        self.flag = flag
        self.environment = environment
        self.cohort = cohort
        self.serving = serving
    }

    /// Commits the change.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await Editing(session: session, options: options).run { draft in
            let base = draft.base
            let environment = try base.environmentKey(environment)
            let flag = try base.flagKey(flag)
            let definition = try base.requireFlag(flag)
            let state = try base.requireState(flag, in: environment)
            let row = try cohort.map { try Self.cohortKey($0, for: serving, of: state, environment, base) }
            let serve = try ServeText(definition).serve(serving)
            try draft.edit(.state(environment, flag)) { editor in
                try Self.set(serve, for: row, of: state, in: &editor)
            }
            return Editing.Intent(
                subject: subject(flag, row, serve, environment), operation: "target", flags: [flag],
                environment: environment, notes: state.enabled ? [] : [off(flag, environment)])
        }
    }

    /// A rule can go although its cohort is gone already.
    private static func cohortKey(
        _ text: String, for serving: Serving, of state: FlagState, _ environment: EnvironmentKey, _ base: Snapshot
    ) throws -> CohortKey {
        if serving == .remove, let rule = state.rules.first(where: { $0.cohort.text == text }) { return rule.cohort }
        return try base.cohortKey(text, in: environment)
    }

    private static func set(
        _ serve: Serve?, for cohort: CohortKey?, of state: FlagState, in editor: inout JSONEditor
    ) throws {
        guard let cohort else {
            guard let serve else {
                throw Failure(
                    "usage", "the fallthrough cannot be removed", hint: "give --cohort, or --variant", status: .usage)
            }
            return try editor.set(serve.json, at: ["fallthrough"], order: FlagState.memberOrder)
        }
        let index = state.rules.firstIndex { $0.cohort == cohort }
        switch (index, serve) {
        case (nil, nil): return
        case (let index?, nil): try editor.remove(at: ["rules", .index(index)])
        case (let index?, let serve?): try editor.set(serve.json, at: ["rules", .index(index), "serve"])
        case (nil, let serve?): try editor.insert(rule: Rule(cohort: cohort, serve: serve), at: state.rules.count)
        }
    }

    private func subject(
        _ flag: FlagKey, _ cohort: CohortKey?, _ serve: Serve?, _ environment: EnvironmentKey
    ) -> String {
        let whom = cohort?.text ?? "everybody else"
        guard let serve else { return "Stop targeting \(whom) with \(flag) in \(environment)" }
        let what =
            switch serve {
            case .variant(let variant): "'\(variant)'"
            case .weights: serve.text
            }
        return "Serve \(flag) \(what) to \(whom) in \(environment)"
    }

    private func off(_ flag: FlagKey, _ environment: EnvironmentKey) -> String {
        "\(flag) is off in \(environment), so that nobody gets it yet: flagctl enable \(flag) --env \(environment)"
    }
}
