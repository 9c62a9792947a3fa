public import Documents
public import FlagModel

/// Flags of a flagd flag file as flags, states and cohorts of an environment.
public struct FlagdImport: Sendable {
    /// One flag of the file.
    public struct Flag: Sendable, Hashable {
        /// What the flag is.
        public let definition: FeatureFlag
        /// Whether the repository has no such flag yet.
        public let isNew: Bool
        /// What the environment does with it.
        public let state: FlagState
    }

    /// What can be expressed, in the order of the file.
    public private(set) var flags: [Flag] = []
    /// Flags of which the environment says the same already: an export would write them as they stand in the file.
    public private(set) var unchanged: [FlagKey] = []
    /// The cohorts that the flags need and that the environment has not.
    public private(set) var cohorts: [Cohort] = []
    /// What cannot be expressed, by flag.
    public private(set) var inexpressible: [Inexpressible] = []
    /// Things worth knowing that are no errors.
    public private(set) var notes: [String] = []

    /// Reads a flag file for an environment of a repository that has these flags already.
    ///
    /// With `assumesTypes` operations that convert types, such as `==`, are read as comparisons of the type that they
    /// name; without it they cannot be expressed.
    public init(
        _ file: JSONValue, into content: EnvironmentContent, definitions: [FeatureFlag], assumesTypes: Bool = false,
        today: CalendarDate? = nil
    ) {
        let known = Dictionary(definitions.map { ($0.key, $0) }) { $1 }
        var names = CohortNames(content)
        for (text, value) in Self.entries(of: file) {
            do throws(Refusal) {
                guard let key = FlagKey(text) else {
                    throw Refusal("its key is none here: \(FlagKey.problem(with: text) ?? "it is malformed")")
                }
                let twin = definitions.first { $0.key.text.lowercased() == text.lowercased() && $0.key != key }
                if let twin { throw Refusal("it differs from the flag '\(twin.key)' only in case") }
                if Self.says(value, of: key, content) {
                    unchanged.append(key)
                    continue
                }
                let source = try FlagdFlag(value)
                var reader = LogicReader(
                    flag: key, mode: content.bucketing, evaluators: file["$evaluators"]?.object ?? JSONObject(),
                    assumesTypes: assumesTypes, cohorts: names.byLogic)
                let rows = try reader.rows(source.targeting ?? .null, under: [])
                var made = names
                let flag = try FlagAssembly(source, key, known[key], today: today).flag(rows, &made)
                names = made
                flags.append(flag)
                notes += Self.notes(on: flag, source)
            } catch {
                inexpressible.append(Inexpressible(flag: text, reason: error.reason))
            }
        }
        cohorts = names.made
    }

    /// Whether the environment's own flag would be exported as this; then its state stays as it is, also what a flag
    /// that is off keeps for later.
    private static func says(_ value: JSONValue, of key: FlagKey, _ content: EnvironmentContent) -> Bool {
        guard let version = content.flags[key] else { return false }
        do throws(ExportRefusal) {
            return try FlagdExport.flag(version, content) == value
        } catch {
            // What the export refuses it has not written.
            return false
        }
    }

    /// The flags with their keys; the daemon takes a list as well.
    private static func entries(of file: JSONValue) -> [(name: String, value: JSONValue)] {
        switch file["flags"] {
        case .object(let object): object.members
        case .array(let list): list.map { ($0["key"]?.string ?? "", $0) }
        default: []
        }
    }

    private static func notes(on flag: Flag, _ source: FlagdFlag) -> [String] {
        var notes: [String] = []
        let key = flag.definition.key
        if !source.isEnabled {
            notes.append(
                "\(key) was disabled: applications got their code's default, "
                    + "and get '\(flag.definition.offVariant)' now"
            )
        }
        if !flag.definition.requires.isEmpty {
            notes.append(
                "\(key) requires \(flag.definition.requires.map(\.flag.text).joined(separator: ", ")) as before")
        }
        return notes
    }
}
