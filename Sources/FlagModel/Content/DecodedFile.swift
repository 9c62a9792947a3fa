import Documents

/// What a document says.
enum DecodedModel: Sendable {
    case flag(FeatureFlag)
    case state(FlagState)
    case cohort(Cohort)
    case environment(FlagEnvironment)
    case settings(RepositorySettings)
    case people(People)
    case plan(RolloutPlan)
    case status(RolloutStatus)
    case metrics(MetricsCatalog)
    case channels(Channels)
    case deliveries(DeliveryLog)
    case feedback(Feedback)
    /// A document that could not be decoded.
    case none
}

/// One file, parsed and decoded; its node tree is gone by then.
struct DecodedFile: Sendable {
    let path: String
    let bytes: [UInt8]
    let placement: Placement
    let model: DecodedModel
    let findings: [Finding]

    init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        placement = Placement(path: path)
        var findings: [Finding] = []
        switch placement {
        case .free, .template: model = .none
        case .misplaced(let problem):
            model = .none
            findings.append(problem.finding(path: path, position: nil))
        case .document(let kind):
            do throws(JSONSyntaxError) {
                model = Self.decode(try JSONDocument(parsing: bytes), kind, path, into: &findings)
            } catch {
                model = .none
                findings.append(Finding(error, path: path))
            }
        }
        self.findings = findings
    }

    private static func decode(
        _ document: JSONDocument, _ kind: DocumentKind, _ path: String, into findings: inout [Finding]
    ) -> DecodedModel {
        switch kind {
        case .flag: FeatureFlag.decode(document, at: path, into: &findings).map { .flag($0) } ?? .none
        case .state: FlagState.decode(document, at: path, into: &findings).map { .state($0) } ?? .none
        case .cohort: Cohort.decode(document, at: path, into: &findings).map { .cohort($0) } ?? .none
        case .environment: FlagEnvironment.decode(document, at: path, into: &findings).map { .environment($0) } ?? .none
        case .settings: RepositorySettings.decode(document, at: path, into: &findings).map { .settings($0) } ?? .none
        case .people: People.decode(document, at: path, into: &findings).map { .people($0) } ?? .none
        case .plan: RolloutPlan.decode(document, at: path, into: &findings).map { .plan($0) } ?? .none
        case .status: RolloutStatus.decode(document, at: path, into: &findings).map { .status($0) } ?? .none
        case .metrics: MetricsCatalog.decode(document, at: path, into: &findings).map { .metrics($0) } ?? .none
        case .channels: Channels.decode(document, at: path, into: &findings).map { .channels($0) } ?? .none
        case .deliveries: DeliveryLog.decode(document, at: path, into: &findings).map { .deliveries($0) } ?? .none
        case .feedback: Feedback.decode(document, at: path, into: &findings).map { .feedback($0) } ?? .none
        }
    }
}
