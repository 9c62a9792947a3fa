import FlagModel

/// Something that is ahead.
struct SiteEvent {
    /// When it is, or begins.
    enum When {
        case moment(Timestamp, end: Timestamp?)
        case day(CalendarDate)

        var seconds: Int {
            switch self {
            case .moment(let time, _): time.unixSeconds
            case .day(let date): date.daysSinceEpoch * 86_400
            }
        }
    }

    /// Its name for ever, of ASCII letters, digits, `.`, `_`, `-` and `/`.
    let id: String
    let when: When
    /// What happens.
    let title: String
    /// The page that says more.
    let path: String
    /// What kind of thing it is.
    let kind: String

    /// The page that says what is frozen.
    static let freezePage = "index.html"
}

extension SiteContent {
    /// What is ahead of the site's moment, earliest first: holds and gates, phases that begin, freezes, expiries, messages.
    var upcoming: [SiteEvent] {
        let now = time.unixSeconds
        let all =
            runs.flatMap(events) + environments.flatMap(events) + flags.compactMap(event) + messages.compactMap(event)
        return all.filter { event in
            switch event.when {
            case .moment(let start, let end): (end ?? start).unixSeconds >= now
            case .day(let date): time.date.map { date >= $0 } ?? true
            }
        }.sorted { ($0.when.seconds, $0.id) < ($1.when.seconds, $1.id) }
    }

    private func events(_ run: SiteRun) -> [SiteEvent] {
        let name = run.plan.name
        let place = "\(run.environment)/\(run.plan.key)"
        func event(_ id: String, _ time: Timestamp, _ title: String, _ kind: String) -> SiteEvent {
            SiteEvent(
                id: "rollouts/\(place)/\(id)", when: .moment(time, end: nil), title: title,
                path: run.pagePath, kind: kind)
        }
        var events: [SiteEvent] = []
        let phase = run.status.map(\.phase.text) ?? ""
        if let end = run.holdEnd {
            events.append(event("hold/\(phase)", end, "\(name): the step has held long enough", "hold"))
        }
        if let end = run.gateEnd { events.append(event("gate/\(phase)", end, "\(name): the gate can open", "gate")) }
        if let start = run.phaseStart {
            events.append(event("phase/\(phase)", start, "\(name): phase \(phase) can begin", "start"))
        }
        if run.isBeforeStart, let start = run.plan.schedule.start {
            events.append(event("start", start, "\(name) starts", "start"))
        }
        guard run.isBeforeStart || run.status?.state.isActive ?? false else { return events }
        for phase in run.plan.phases where run.isBeforeStart || run.standing(of: phase) == .ahead {
            guard case .at(let start)? = phase.start else { continue }
            events.append(event("phase/\(phase.key)", start, "\(name): \(phase.name) can begin", "start"))
        }
        return events
    }

    private func events(_ environment: FlagEnvironment) -> [SiteEvent] {
        (environment.policy?.freezes ?? []).map { freeze in
            SiteEvent(
                id: "freezes/\(environment.key)/\(freeze.from.unixSeconds)", when: .moment(freeze.from, end: freeze.to),
                title: "\(environment.name) is frozen: \(freeze.reason)", path: SiteEvent.freezePage, kind: "freeze")
        }
    }

    private func event(_ flag: SiteFlag) -> SiteEvent? {
        guard let date = flag.definition.lifecycle?.expires, flag.definition.lifecycle?.stage != .archived else {
            return nil
        }
        return SiteEvent(
            id: "flags/\(flag.definition.key)/expires", when: .day(date), title: "\(flag.definition.name) expires",
            path: flag.pagePath, kind: "expiry")
    }

    private func event(_ message: SiteMessage) -> SiteEvent? {
        guard message.state == "planned" else { return nil }
        return SiteEvent(
            id: "messages/\(message.id)", when: .moment(message.due, end: nil),
            title: "Message: \(message.title) (\(message.channel))",
            path: message.pagePath, kind: "message")
    }
}

extension SiteFlag {
    /// The flag's page.
    var pagePath: String { SitePath.flag(definition.key) }
}

extension SiteMessage {
    /// The page of its rollout.
    var pagePath: String { SitePath.rollout(plan, in: environment) }
}
