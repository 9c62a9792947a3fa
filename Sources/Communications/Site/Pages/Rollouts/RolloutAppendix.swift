import FlagModel

/// What a plan says for readers, and its messages.
struct RolloutAppendix {
    let run: SiteRun
    /// The plan's messages, newest first.
    let messages: [SiteMessage]

    func add(to html: inout HTML) {
        messages(&html)
        if !run.plan.risks.isEmpty {
            html.section("risks", "Risks") { html in
                html.table("What may go wrong", ["Risk", "Likelihood", "Impact", "What is done"], "risks") { html in
                    for risk in run.plan.risks {
                        row(&html, [risk.risk, risk.likelihood, risk.impact, risk.mitigation])
                    }
                }
            }
        }
        if !run.plan.measures.isEmpty {
            html.section("measures", "Measures of success") { html in
                html.table("What success is measured by", ["Measure", "Before", "Target", "Method"], "measures") {
                    html in
                    for measure in run.plan.measures {
                        row(&html, [measure.name, measure.baseline, measure.target, measure.method])
                    }
                }
            }
        }
        if !run.plan.contacts.isEmpty {
            html.section("contacts", "Contacts") { html in
                html.table("Whom to turn to", ["Who", "Role", "About"], "contacts") { html in
                    for contact in run.plan.contacts { row(&html, [contact.who, contact.role, contact.about]) }
                }
            }
        }
    }

    private func row(_ html: inout HTML, _ cells: [String?]) {
        html.tag("tr") { html in
            for (index, cell) in cells.enumerated() {
                if index == 0 { html.tag("th", ["scope": "row"], cell ?? "") } else { html.tag("td", cell ?? "") }
            }
        }
    }

    private func messages(_ html: inout HTML) {
        guard !messages.isEmpty else { return }
        html.section("messages", "Messages") { html in
            html.table("Planned and sent", ["Due", "Message", "Channel", "For", "State"], "messages") { html in
                for message in messages.prefix(200) {
                    html.tag("tr") { html in
                        html.tag("td") { $0.moment(message.due) }
                        html.tag("th", ["scope": "row"], message.subject ?? message.title)
                        html.tag("td", message.channel)
                        html.tag("td", message.audience.joined(separator: ", "))
                        html.tag("td") { html in
                            html.badge(message.state, Self.tone(message.state))
                            if let why = message.why { html.text(" \(why)") }
                        }
                    }
                }
            }
        }
    }

    private static func tone(_ state: String) -> SiteTone {
        switch state {
        case "sent": .on
        case "failed", "unknown": .bad
        case "skipped", "superseded": .wait
        default: .plain
        }
    }
}
