import FlagModel

extension MessageFacts {
    /// Everything that a template can name (docs/reference/templates.md).
    ///
    /// - Parameter optional: the values that the template does without; where the message has none, they are known and
    ///   missing.
    func values(for message: PlanMessage, optional: Set<String> = []) -> TemplateValue {
        .build { root in
            root.text("title", message.name ?? plan.name)
            root.text("text", message.text)
            root.list("paragraphs", Self.paragraphs(of: message.text))
            root.value(
                "values",
                .build { values in
                    for name in optional { values.text(name, nil) }
                    for (name, text) in message.values { values.text(name, text) }
                })
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

    private static func paragraphs(of text: String?) -> [TemplateValue] {
        (text ?? "").split(whereSeparator: \.isNewline).map { .text(String($0)) }
    }

    private func about(_ message: PlanMessage) -> TemplateValue {
        .build { members in
            members.text("key", message.key.text)
            members.text("when", message.moment.text)
            members.text("phase", message.moment.event.phase.map { plan.phase($0)?.name ?? $0.text })
            members.list("audience", message.audience.map { .text(people?.group($0)?.title ?? $0.text) })
            members.list("channels", message.channels.map { .text(channels?.channel($0)?.title ?? $0.text) })
        }
    }

    /// The address of a page of the site; nothing where nobody said where that is.
    func page(_ path: String) -> String? { channels?.site.map { $0 + path } }
}

extension TemplateValue {
    /// Collects members.
    static func build(_ fill: (inout TemplateMembers) -> Void) -> TemplateValue { TemplateMembers.build(fill) }
}

extension String {
    /// The name of `Name <email>`.
    var personName: String {
        guard let open = firstIndex(of: "<"), open > startIndex else { return self }
        return self[..<open].split(separator: " ").joined(separator: " ")
    }
}
