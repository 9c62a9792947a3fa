import Communications
import Documents
import FlagModel
import Foundation
import Testing

/// The plans of docs/examples/communications, with runs at every point that messages speak of.
struct ExamplePlans {
    /// This project's own files.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    private static let folder = "\(root)/docs/examples/communications"
    private static let place = "environments/production"

    let plan: RolloutPlan
    let environment: FlagEnvironment
    let people: People
    let channels: Channels
    let catalog: MetricsCatalog
    let flags: [FeatureFlag]

    init(_ plan: String) throws {
        self.plan = try Self.read("\(Self.place)/rollouts/\(plan)/plan.json", RolloutPlan.decode)
        environment = try Self.read("\(Self.place)/environment.json", FlagEnvironment.decode)
        people = try Self.read(".flagctl/people.json", People.decode)
        channels = try Self.read(".flagctl/channels.json", Channels.decode)
        catalog = try Self.read(".flagctl/metrics.json", MetricsCatalog.decode)
        flags = try ["tracks.separation", "security.apiKeys"].map {
            try Self.read("flags/\($0).json", FeatureFlag.decode)
        }
    }

    private static func read<Model>(
        _ path: String, _ decode: (JSONDocument, String, inout [Finding]) -> Model?
    ) throws -> Model {
        let text = try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
        var findings: [Finding] = []
        let model = decode(try JSONDocument(parsing: Array(text.utf8)), path, &findings)
        return try #require(findings.isEmpty ? model : nil, "\(path): \(findings)")
    }

    /// The plans, by their names.
    static var all: [ExamplePlans] {
        get throws { try ["tracks-posts", "security-foundation"].map { try ExamplePlans($0) } }
    }
}
