import Documents
import Evaluation
import FlagModel
import FlagRepository

/// Turns flags on or off in an environment; their rules stay as they are.
public struct SetEnabled: Sendable {
    /// Which flags.
    public var selection: Selection
    /// Where.
    public var environment: String
    /// On or off.
    public var enabled: Bool

    /// Names the flags, the environment and the direction.
    public init(_ selection: Selection, in environment: String, enabled: Bool) {
        self.selection = selection
        self.environment = environment
        self.enabled = enabled
    }

    /// Commits the change.
    ///
    /// - Throws: a failure that ``Failure/init(_:)`` describes.
    public func run(_ session: Session, _ options: EditOptions) async throws -> EditReport {
        try await Editing(session: session, options: options).run { draft in
            let environment = try draft.base.environmentKey(environment)
            let flags = try selection.flags(in: environment, of: draft.base)
            var changed: [FlagKey] = []
            for flag in flags {
                guard try isEnabled(flag, environment, draft.base) != enabled else { continue }
                try draft.edit(.state(environment, flag)) { editor in
                    try editor.set(.bool(enabled), at: ["enabled"], order: FlagState.memberOrder)
                }
                changed.append(flag)
            }
            return Editing.Intent(
                subject: subject(changed.isEmpty ? flags : changed, environment),
                operation: enabled ? "enable" : "disable", flags: changed, environment: environment,
                notes: try notes(flags, changed, environment, draft))
        }
    }

    /// Reads the one member that matters, so that errors elsewhere in the file do not keep a flag on.
    private func isEnabled(_ flag: FlagKey, _ environment: EnvironmentKey, _ base: Snapshot) throws -> Bool {
        if !enabled, let document = try base.document(.state(environment, flag)), let isOn = document.value["enabled"]?.bool {
            return isOn
        }
        return try base.requireState(flag, in: environment).enabled
    }

    private func subject(_ flags: [FlagKey], _ environment: EnvironmentKey) -> String {
        "\(enabled ? "Enable" : "Disable") \(selection.text(flags)) in \(environment)"
    }

    private func notes(
        _ flags: [FlagKey], _ changed: [FlagKey], _ environment: EnvironmentKey, _ draft: Draft
    ) throws -> [String] {
        let state = enabled ? "on" : "off"
        var notes: [String] = []
        let same = flags.filter { !changed.contains($0) }
        if !same.isEmpty {
            notes.append("already \(state): \(same.map(\.text).joined(separator: ", "))")
        }
        guard enabled else { return notes }
        let result = draft.result
        for flag in changed {
            let definition = try result.requireFlag(flag)
            let version = FlagVersion(definition: definition, state: try result.requireState(flag, in: environment))
            if version.constantVariant == definition.offVariant {
                notes.append(
                    "\(flag) is on, but everybody still gets '\(definition.offVariant)'; "
                        + "give it to somebody: flagctl target \(flag) --env \(environment) --percent 5")
            }
            for requirement in try result.unmetRequirements(of: definition, in: environment) {
                notes.append(
                    "\(flag) waits for \(requirement.flag) to serve '\(requirement.variant)' in \(environment)")
            }
        }
        return notes
    }
}

extension Snapshot {
    /// Requirements that nobody meets in an environment.
    func unmetRequirements(of flag: FeatureFlag, in environment: EnvironmentKey) throws -> [Requirement] {
        try flag.requires.filter { requirement in
            guard let definition = try self.flag(requirement.flag),
                let state = try self.state(requirement.flag, in: environment)
            else { return true }
            let served = FlagVersion(definition: definition, state: state).constantVariant
            return served != nil && served != requirement.variant
        }
    }
}
