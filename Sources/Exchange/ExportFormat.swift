/// A format that an environment can be exported in; each has a file of its own and a place in ``ExportFormats``.
public protocol ExportFormat: Sendable {
    /// The format's name on the command line.
    var name: String { get }
    /// Whether the format has one value for everybody, so that a flag that differs needs ``ExportOptions/partial``.
    var isForEverybody: Bool { get }

    /// Writes the environment, exactly.
    ///
    /// - Throws: everything that the format cannot say.
    func text(of content: EnvironmentContent, _ options: ExportOptions) throws(ExportRefusal) -> String
}

/// Choices of an export.
public struct ExportOptions: Sendable {
    /// What a format with one value for everybody says of a flag that differs.
    public enum Partial: String, Sendable, CaseIterable {
        /// The value of the off variant.
        case off
        /// The value of the other variant.
        case on
    }

    /// What to say of a flag that differs; nothing refuses it.
    public var partial: Partial?

    /// Makes the choices.
    public init(partial: Partial? = nil) { self.partial = partial }
}

/// The formats that there are.
public enum ExportFormats {
    /// All formats in the order in which help lists them.
    public static let all: [any ExportFormat] = [DotenvExport(), FlagdExport(), KubernetesExport(), SnapshotExport()]

    /// The format of a name.
    public static func named(_ name: String) -> (any ExportFormat)? { all.first { $0.name == name } }
}
