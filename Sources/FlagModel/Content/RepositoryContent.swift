public import Documents

/// The parsed files of one tree, index or work tree, and what is wrong with each of them.
///
/// Bytes are kept and node trees are not: a finding's position is looked up again where there is one.
public struct RepositoryContent: Sendable {
    /// Whether files may exist that were not added; absence says something only where it was marked then.
    public let isPartial: Bool
    /// The flags that could be decoded.
    public private(set) var flags: [FlagKey: FeatureFlag] = [:]
    /// The states that could be decoded, by environment.
    public private(set) var states: [EnvironmentKey: [FlagKey: FlagState]] = [:]
    /// The cohorts that could be decoded, by environment.
    public private(set) var cohorts: [EnvironmentKey: [CohortKey: Cohort]] = [:]
    /// The environments that could be decoded.
    public private(set) var environments: [EnvironmentKey: FlagEnvironment] = [:]
    /// The settings; nil where the file is missing or could not be decoded.
    public private(set) var settings: RepositorySettings?
    /// The people; nil where the file is missing or could not be decoded.
    public private(set) var people: People?
    /// The rollout plans that could be decoded, by environment.
    public private(set) var plans: [EnvironmentKey: [PlanKey: RolloutPlan]] = [:]
    /// The statuses of runs that could be decoded, by environment.
    public private(set) var statuses: [EnvironmentKey: [PlanKey: RolloutStatus]] = [:]
    /// Where measurements come from; nil where the file is missing or could not be decoded.
    public private(set) var metrics: MetricsCatalog?
    /// The ways on which messages go out; nil where the file is missing or could not be decoded.
    public private(set) var channels: Channels?
    /// What became of messages, by environment and plan.
    public private(set) var deliveries: [EnvironmentKey: [PlanKey: DeliveryLog]] = [:]
    /// The feedback that could be decoded.
    public private(set) var feedback: [FeedbackKey: Feedback] = [:]
    /// The texts of the repository's own templates of messages, by their names.
    public private(set) var templates: [String: [UInt8]] = [:]
    /// What is wrong with single files, in the order in which they were added.
    public private(set) var problems: [Finding] = []

    private var files: [String: (kind: DocumentKind, bytes: [UInt8])] = [:]
    private var absent: Set<String> = []
    /// How many documents each environment's folder has.
    private var folders: [EnvironmentKey: Int] = [:]

    /// Makes empty content, of a whole repository unless said otherwise.
    public init(isPartial: Bool = false) {
        self.isPartial = isPartial
    }

    /// Adds a file, or replaces the one that was added at the path before; files outside the layout are passed over.
    public mutating func add(path: String, bytes: [UInt8]) {
        add(DecodedFile(path: path, bytes: bytes))
    }

    /// Adds a finding that only the caller can know, such as a symbolic link where a file should be (`not-a-file`).
    public mutating func addProblem(_ finding: Finding) {
        problems.append(finding)
    }

    /// Says of partial content that there is no file at a path; takes away one that was added.
    public mutating func markAbsent(path: String) {
        remove(path)
        absent.insert(path)
    }

    /// Whether a file is known not to exist, rather than not having been added.
    public func isAbsent(_ kind: DocumentKind) -> Bool {
        let path = kind.path
        return files[path] == nil && (!isPartial || absent.contains(path))
    }

    /// Whether a template's file is known not to exist.
    public func isTemplateAbsent(_ name: String) -> Bool {
        templates[name] == nil && (!isPartial || absent.contains(TemplatePath.of(name)))
    }

    /// The documents that were added, decoded or not, in no particular order.
    public var documents: some Sequence<DocumentKind> { files.values.lazy.map(\.kind) }

    /// How many documents were added.
    public var documentCount: Int { files.count }

    /// The bytes of a document that was added; nil for every other path.
    public func bytes(at path: String) -> [UInt8]? { files[path]?.bytes }

    /// Every environment that has a folder with a document in it, sorted.
    public var environmentKeys: [EnvironmentKey] { folders.keys.sorted() }

    mutating func reserve(_ count: Int) { files.reserveCapacity(count) }

    mutating func add(_ file: DecodedFile) {
        if files[file.path] != nil { remove(file.path) }
        absent.remove(file.path)
        if !file.findings.isEmpty { problems += file.findings }
        if case .template(let name) = file.placement { templates[name] = file.bytes }
        guard case .document(let kind) = file.placement else { return }
        files[file.path] = (kind, file.bytes)
        if let environment = kind.environment { folders[environment, default: 0] += 1 }
        switch (file.model, kind) {
        case (.flag(let flag), .flag(let key)): flags[key] = flag
        case (.state(let state), .state(let environment, let key)): states[environment, default: [:]][key] = state
        case (.cohort(let cohort), .cohort(let environment, let key)):
            cohorts[environment, default: [:]][key] = cohort
        case (.environment(let environment), .environment(let key)): environments[key] = environment
        case (.settings(let settings), .settings): self.settings = settings
        case (.people(let people), .people): self.people = people
        case (.plan(let plan), .plan(let environment, let key)): plans[environment, default: [:]][key] = plan
        case (.status(let status), .status(let environment, let key)):
            statuses[environment, default: [:]][key] = status
        case (.metrics(let metrics), .metrics): self.metrics = metrics
        case (.channels(let channels), .channels): self.channels = channels
        case (.deliveries(let log), .deliveries(let environment, let key)):
            deliveries[environment, default: [:]][key] = log
        case (.feedback(let feedback), .feedback(let key)): self.feedback[key] = feedback
        default: break
        }
    }

    private mutating func remove(_ path: String) {
        problems.removeAll { $0.path == path }
        if case .template(let name) = Placement(path: path) { templates[name] = nil }
        guard let kind = files.removeValue(forKey: path)?.kind else { return }
        if let environment = kind.environment {
            let count = folders[environment, default: 1] - 1
            folders[environment] = count > 0 ? count : nil
        }
        switch kind {
        case .flag(let key): flags[key] = nil
        case .state(let environment, let key): states[environment]?[key] = nil
        case .cohort(let environment, let key): cohorts[environment]?[key] = nil
        case .environment(let key): environments[key] = nil
        case .settings: settings = nil
        case .people: people = nil
        case .plan(let environment, let key): plans[environment]?[key] = nil
        case .status(let environment, let key): statuses[environment]?[key] = nil
        case .metrics: metrics = nil
        case .channels: channels = nil
        case .deliveries(let environment, let key): deliveries[environment]?[key] = nil
        case .feedback(let key): feedback[key] = nil
        }
    }
}
