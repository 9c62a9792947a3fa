import Documents
import Evaluation
import FlagModel

/// `summary.json`: what the dashboard says, for programs.
struct SummaryFile {
    let content: SiteContent

    func file() -> SiteFile {
        SiteFile(
            "summary.json",
            CanonicalJSON.pretty(
                .object(
                    JSONObject([
                        ("commit", .string(content.commit)), ("time", .string(content.time.text)),
                        ("environments", .array(content.environments.map(environment))),
                        ("flags", .array(content.flags.map(flag))),
                        ("rollouts", .array(content.runs.map(run))),
                        (
                            "feedback",
                            [
                                "open": .number(JSONNumber(content.feedback.filter { $0.closed == nil }.count)),
                                "overdue": .number(
                                    JSONNumber(content.feedback.filter { $0.isOverdue(at: content.time) }.count)),
                            ]
                        ),
                    ]))))
    }

    private func environment(_ environment: FlagEnvironment) -> JSONValue {
        let places = content.flags.compactMap { $0.place(environment.key) }
        return [
            "key": .string(environment.key.text), "name": .string(environment.name),
            "flags": .number(JSONNumber(places.count)),
            "enabled": .number(JSONNumber(places.filter(\.state.enabled).count)),
        ]
    }

    private func flag(_ flag: SiteFlag) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("key", .string(flag.definition.key.text)), ("name", .string(flag.definition.name)),
        ]
        if let stage = flag.definition.lifecycle?.stage { members.append(("stage", .string(stage.rawValue))) }
        let places = flag.places.map { place in
            (
                name: place.environment.text,
                value: [
                    "enabled": .bool(place.state.enabled),
                    "percent": place.exposure.total.flatMap { JSONNumber(literal: Thousandths.text($0)) }
                        .map { .number($0) } ?? .null,
                ] as JSONValue
            )
        }
        members.append(("environments", .object(JSONObject(places))))
        return .object(JSONObject(members))
    }

    private func run(_ run: SiteRun) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("environment", .string(run.environment.text)), ("plan", .string(run.plan.key.text)),
            ("name", .string(run.plan.name)), ("state", .string(run.status?.state.rawValue ?? "draft")),
        ]
        if let status = run.status {
            members.append(("phase", .string(status.phase.text)))
            members.append(("since", .string(status.since.text)))
        }
        members.append(("waitsFor", .array(run.waitsFor.map { .string($0) })))
        return .object(JSONObject(members))
    }
}
