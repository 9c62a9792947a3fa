import Documents
import FlagModel
import Rollouts

/// Where a rollout stands, what comes next and what it waits for.
struct RolloutFacts {
    let run: SiteRun
    let content: SiteContent
    let index: SiteIndex
    private typealias Row = (String, (inout HTML) -> Void)

    func add(to html: inout HTML, root: String) {
        html.facts(standing() + ahead() + named(root))
        guard !run.waitsFor.isEmpty else { return }
        html.section("waits", "What it waits for") { html in
            html.tag("ul", ["class": "plain"]) { html in for wait in run.waitsFor { html.tag("li", wait) } }
        }
    }

    private static func row(_ name: String, _ text: String?) -> Row? {
        text.flatMap { text in text.isEmpty ? nil : (name, { $0.foreign(text) }) }
    }

    private static func row(_ name: String, _ time: Timestamp?) -> Row? {
        time.map { time in (name, { $0.moment(time, isDistant: true) }) }
    }

    private func standing() -> [Row] {
        let owner = Self.row("Owner", run.plan.owner)
        guard let status = run.status else { return [owner].compactMap(\.self) }
        let start = status.decisions.first
        let approvers = status.approval.by.map(Wording.name)
        let rows: [Row?] = [
            owner, Self.row("Phase", run.plan.phase(status.phase)?.name ?? status.phase.text),
            run.turn.map { turn in ("State", { $0.turn(turn) }) } ?? Self.row("Since", status.since),
            Self.row("Started", start?.at), Self.row("Started by", start.map { Wording.name($0.by) }),
            approvers.isEmpty ? nil : ("Approved by", { $0.foreign(approvers) }),
        ]
        return rows.compactMap(\.self)
    }

    private func ahead() -> [Row] {
        let isOver = run.status.map { !$0.state.isActive && $0.state != .succeeded } ?? false
        let isPlanned = run.isBeforeStart && run.plan.schedule.start != nil
        let rows: [Row?] = [
            isPlanned ? Self.row("Planned start", run.plan.schedule.start) : nil,
            Self.row("Holds until", run.holdEnd), Self.row("Gate opens from", run.gateEnd),
            Self.row("Begins from", run.phaseStart), Self.row("Next change", run.nextChange),
            isOver
                ? (
                    "Next",
                    { html in
                        html.text("Nothing by itself. To begin anew: ")
                        html.tag("code", "flagctl rollout start \(run.plan.key) --env \(run.environment)")
                    }
                ) : nil,
        ]
        return rows.compactMap(\.self)
    }

    private func named(_ root: String) -> [Row] {
        let flags = run.plan.flags
        let row: Row = (
            "Flags",
            { html in
                for (place, flag) in flags.enumerated() {
                    if place > 0 { html.text(", ") }
                    html.flag(flag, in: index, root: root)
                }
            }
        )
        return [row]
            + run.plan.links.members.compactMap { member in
                member.value.string.map { address in
                    (member.name, { $0.outside(address, address, base: content.base) })
                }
            }
    }
}
