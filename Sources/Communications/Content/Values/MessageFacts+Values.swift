import FlagModel

extension MessageFacts {
    /// Everything that a template can name (docs/reference/templates.md).
    ///
    /// - Parameter optional: the values that the template does without; where the message has none, they are known and
    ///   missing.
    func values(for message: PlanMessage, optional: Set<String> = []) -> TemplateValue {
        .build { root in
            root.text("title", message.name ?? plan.name)
            Self.addText(of: message, optional: optional, to: &root)
            root.value("message", about(message))
            root.value("now", moment(now))
            addPlan(to: &root)
            addReach(to: &root)
            addSchedule(to: &root)
            addRun(to: &root)
            addPhases(to: &root)
            addFigures(to: &root)
            addNews(to: &root)
        }
    }

    /// What the plan's author wrote into a message.
    static func addText(of message: PlanMessage, optional: Set<String>, to root: inout TemplateMembers) {
        root.text("text", message.text)
        root.list("paragraphs", paragraphs(of: message.text))
        root.value(
            "values",
            .build { values in
                for name in optional { values.text(name, nil) }
                for (name, text) in message.values { values.text(name, text) }
            })
    }

    private static func paragraphs(of text: String?) -> [TemplateValue] {
        (text ?? "").split(whereSeparator: \.isNewline).map { .text(String($0)) }
    }

    private func about(_ message: PlanMessage) -> TemplateValue {
        .build { members in
            members.text("key", message.key.text)
            members.text("when", message.moment.text)
            members.text("phase", message.moment.event.phase.map { plan.phase($0)?.name ?? $0.text })
            members.list("audience", message.audience.map { .text(people?.title(of: $0) ?? $0.text) })
            members.list("channels", message.channels.map { .text(channels?.title(of: $0) ?? $0.text) })
        }
    }

    /// The address of a page of the site; nothing where nobody said where that is.
    func page(_ path: String) -> String? { channels?.site.map { $0 + path } }
}

extension TemplateValue {
    /// Collects members.
    static func build(_ fill: (inout TemplateMembers) -> Void) -> TemplateValue { TemplateMembers.build(fill) }
}
