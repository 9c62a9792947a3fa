import Documents

extension Decoding {
    func message(_ node: JSONNode) -> PlanMessage? {
        guard let object = ObjectReader(node, "a message", members: PlanMessage.memberOrder, in: self) else {
            return nil
        }
        let key: MessageKey? = object.required("key", key)
        let moment = object.required("when", moment)
        let channels: [ChannelKey]? = object.required("channels") { set($0, self.key) }
        if let place = object["channels"], place.array?.isEmpty == true { report(.noChannel, at: place) }
        let name = object.optional("name", line)
        let timeOfDay = object.optional("at", timeOfDay)
        let every = object.optional("every", duration)
        let audience: [GroupKey] = object.optional("audience") { set($0, self.key) } ?? []
        let template = object.optional("template", template) ?? PlanMessage.defaultTemplate
        let text = object.optional("text", text)
        let values = object.optional("values", templateValues) ?? [:]
        let condition = object.optional("condition", check)
        let maxLateness = object.optional("maxLateness", seconds)
        let onBusinessDays = object.optional("businessDays", bool) ?? false
        guard let key, let moment, let channels else { return nil }
        if let every, let place = object["every"] { check(every, moment, timeOfDay, at: place) }
        if timeOfDay == nil, moment.event.isPeriodic { report(.noTimeOfDay(moment), at: node) }
        return PlanMessage(
            key: key, name: name, moment: moment, timeOfDay: timeOfDay, every: every, audience: audience,
            channels: channels, template: template, text: text, values: values, condition: condition,
            maxLateness: maxLateness, onBusinessDays: onBusinessDays)
    }

    /// Refuses what cannot come again and again: what has no end, or already does.
    private func check(_ every: ISODuration, _ moment: MessageMoment, _ time: TimeOfDay?, at node: JSONNode) {
        let lasts: Bool
        switch moment.event {
        case .start, .phase, .step, .gate, .paused, .rolledBack: lasts = moment.offset >= 0 && time == nil
        default: lasts = false
        }
        if !lasts { report(.endless(moment), at: node) }
        if every.seconds < 60 { report(.tooOften(every), at: node) }
    }

    private func moment(_ node: JSONNode) -> MessageMoment? {
        guard let text = string(node) else { return nil }
        if let moment = MessageMoment(text) { return moment }
        report(.invalidMoment(text), at: node)
        return nil
    }

    private func timeOfDay(_ node: JSONNode) -> TimeOfDay? {
        guard let text = string(node) else { return nil }
        if let time = TimeOfDay(text) { return time }
        report(.invalidTimeOfDay(text), at: node)
        return nil
    }

    /// A text of one line.
    private func line(_ node: JSONNode) -> String? {
        guard let text = text(node) else { return nil }
        if text.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) { return text }
        report(.severalLines, at: node)
        return nil
    }

    private func template(_ node: JSONNode) -> String? {
        guard let text = string(node) else { return nil }
        guard let problem = KeyRule.problem(with: text) else { return text }
        report(.invalidKey(text, noun: "name of a template", why: problem), at: node)
        return nil
    }

    private func templateValues(_ node: JSONNode) -> [String: String]? {
        guard let members = object(node) else { return nil }
        return members.reduce(into: [:]) { values, member in
            let isName = member.name.utf8.enumerated().allSatisfy { index, byte in
                KeyRule.isKeyByte(byte) && byte != UInt8(ascii: ".") && (index > 0 || byte != UInt8(ascii: "-"))
            }
            if !isName || member.name.isEmpty {
                report(.invalidValueName(member.name), at: member.nameRange.lowerBound)
            }
            if let text = text(member.value) { values[member.name] = text }
        }
    }

    func schedule(_ node: JSONNode) -> PlanSchedule? {
        guard let object = ObjectReader(node, "a schedule", members: PlanSchedule.memberOrder, in: self) else {
            return nil
        }
        let days: [Weekday]? = object.optional("businessDays") { set($0) { word($0, noun: "weekday") } }
        if let place = object["businessDays"], place.array?.isEmpty == true { report(.noBusinessDay, at: place) }
        return PlanSchedule(
            start: object.optional("start", timestamp),
            timeZone: object.optional("timeZone", timeZone) ?? PlanSchedule.defaultTimeZone,
            businessDays: days ?? PlanSchedule.defaultBusinessDays,
            holidays: object.optional("holidays") { set($0, date) } ?? [])
    }

    /// The name of a time zone; whether there is such a zone is for those to say who know them.
    private func timeZone(_ node: JSONNode) -> String? {
        guard let text = text(node) else { return nil }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let isName =
            (1...3).contains(parts.count)
            && parts.allSatisfy { part in
                part.first?.isLetter == true
                    && part.utf8.allSatisfy { KeyRule.isKeyByte($0) || $0 == UInt8(ascii: "+") }
            }
        if isName, text == "UTC" || parts.count > 1 { return text }
        report(.invalidTimeZone(text), at: node)
        return nil
    }
}

extension Problem {
    fileprivate static var noChannel: Problem {
        Problem("empty-list", "the message goes out on no channel", hint: "name at least one of channels.json")
    }

    fileprivate static func noTimeOfDay(_ moment: MessageMoment) -> Problem {
        Problem("message-moment", "'\(moment.text)' needs a time of day", hint: "add \"at\": \"09:00\"")
    }

    fileprivate static func endless(_ moment: MessageMoment) -> Problem {
        Problem(
            "message-moment", "nothing says until when '\(moment.text)' comes again",
            hint: "'every' goes with start, phase, step, gate, paused or rolled-back, without 'at'")
    }

    fileprivate static func tooOften(_ every: ISODuration) -> Problem {
        Problem("number-range", "'\(every.text)' is less than a minute", hint: "write at least PT1M")
    }

    fileprivate static func invalidMoment(_ text: String) -> Problem {
        Problem(
            "message-moment", "'\(text)' is no moment of a rollout",
            hint: "write start -P7D, phase KEY, step, gate KEY, passed KEY, paused, resumed, rolled-back, "
                + "completed +PT24H, stopped, daily, or weekly monday")
    }

    fileprivate static func invalidTimeOfDay(_ text: String) -> Problem {
        Problem("invalid-time", "'\(text)' is no time of day", hint: "write it as 09:00")
    }

    fileprivate static var severalLines: Problem {
        Problem("several-lines", "the name has more than one line", hint: "put the rest into 'text'")
    }

    fileprivate static func invalidValueName(_ name: String) -> Problem {
        Problem(
            "invalid-key", "'\(name)' is no name of a value",
            hint: "write letters, digits and '_', such as migrationGuide")
    }

    fileprivate static var noBusinessDay: Problem {
        Problem("empty-list", "there is no business day", hint: "leave it out for Monday to Friday")
    }

    fileprivate static func invalidTimeZone(_ text: String) -> Problem {
        Problem("invalid-time-zone", "'\(text)' is no time zone", hint: "write it as Europe/Berlin, or UTC")
    }
}
