import Documents
import Evaluation
import FlagModel

@testable import Communications

/// A small site with every kind of text that people may write, hostile where a test wants it so.
enum SampleSite {
    static let now = Timestamp("2026-01-14T12:00:00Z")!  // a constant

    static func content(named name: String = "CSF Grid", base: String? = "https://flags.example.com/") -> SiteContent {
        var content = SiteContent(
            commit: "0123456789abcdef0123456789abcdef01234567", time: now, title: name, base: base)
        content.environments = [
            FlagEnvironment(key: EnvironmentKey("staging")!, name: name, order: 1),
            FlagEnvironment(
                key: production, name: name, order: 2, population: 1000,
                policy: Policy(freezes: [
                    Freeze(
                        from: Timestamp("2026-02-01T00:00:00Z")!, to: Timestamp("2026-02-02T00:00:00Z")!, reason: name)
                ])),
        ]
        content.flags = [flag(named: name)]
        content.entries = [entry(named: name)]
        content.feedback = [
            Feedback(
                key: FeedbackKey("01J00000000000000000000000")!, kind: .critical, text: name, from: name,
                flag: FlagKey("CSF")!, link: "javascript:alert(1)", received: Timestamp("2026-01-01T00:00:00Z")!)
        ]
        content.messages = [message(named: name)]
        return content
    }

    static let production = EnvironmentKey("production")!  // a constant

    static func flag(named name: String) -> SiteFlag {
        let on = VariantKey("on")!
        let off = VariantKey("off")!
        let definition = FeatureFlag(
            key: FlagKey("CSF")!, name: name, description: name, type: .boolean,
            variants: [Variant(key: on, value: true), Variant(key: off, value: false)], offVariant: off, owner: name,
            lifecycle: Lifecycle(stage: .beta, expires: CalendarDate("2026-03-01")),
            links: ["documentation": "https://docs.example.com/csf", "feedback": "javascript:alert(1)"])
        let state = FlagState(flag: definition.key, enabled: true, fallthrough: .variant(on))
        let exposure = Exposure(
            of: FlagVersion(definition: definition, state: state), population: Population(people: 1000, shares: [:]))
        let past = [
            ExposurePoint(time: Timestamp("2026-01-01T00:00:00Z")!, thousandths: 0, commit: "a"),
            ExposurePoint(time: Timestamp("2026-01-10T00:00:00Z")!, thousandths: 25_000, commit: "b"),
            ExposurePoint(time: Timestamp("2026-01-12T00:00:00Z")!, thousandths: 100_000, commit: "c"),
        ]
        return SiteFlag(
            definition: definition,
            places: [SiteFlag.Place(environment: production, state: state, exposure: exposure, past: past)])
    }

    static func entry(named name: String) -> SiteEntry {
        SiteEntry(
            commit: "0123456789abcdef0123456789abcdef01234567", time: now, subject: name, author: name,
            approvers: [name], ticket: name, reason: name,
            changes: [
                .init(environment: production, subject: .flag(FlagKey("CSF")!), field: "enabled", summary: name)
            ])
    }

    static func message(named name: String) -> SiteMessage {
        var message = SiteMessage(
            id: "production/s4/run/launch/start/in-app", title: name, environment: production,
            plan: PlanKey("s4")!, channel: name, isFeed: true, due: now, state: "sent")
        message.at = now
        message.subject = name
        message.text = "**CSF Grid** is here."
        return message
    }

    static func file(_ path: String, of content: SiteContent) -> String? {
        Site.files(content).first { $0.path == path }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
}
