import Documents

extension PlanMessage {
    /// The message in canonical order; members without a value are left out.
    var json: JSONValue {
        var members = MemberList()
        members.add("key", text: key.text)
        members.add("name", text: name)
        members.add("when", text: moment.text)
        members.add("at", text: timeOfDay?.text)
        members.add("every", text: every?.text)
        members.add("audience", unlessEmpty: audience.map { .string($0.text) })
        members.add("channels", .array(channels.map { .string($0.text) }))
        members.add("template", text: template == Self.defaultTemplate ? nil : template)
        members.add("text", text: text)
        members.add(
            "values",
            unlessEmpty: JSONObject(values.sorted { $0.key < $1.key }.map { (name: $0.key, value: .string($0.value)) }))
        members.add("condition", condition?.json)
        members.add("maxLateness", text: maxLateness.map { ISODuration(seconds: $0).text })
        members.add("businessDays", onBusinessDays ? .bool(true) : nil)
        return members.json
    }
}

extension TaskCheck {
    /// The check as a plan has it.
    var json: JSONValue {
        switch self {
        case .phase(let phase): ["phase": .string(phase.text)]
        case .flag(let flag, let variant): ["flag": .string(flag.text), "variant": .string(variant.text)]
        case .message(let message): ["message": .string(message.text)]
        }
    }
}

extension PlanSchedule {
    /// The schedule in canonical order; what is usual is left out.
    var json: JSONObject {
        var members = MemberList()
        members.add("start", text: start?.text)
        members.add("timeZone", text: timeZone == Self.defaultTimeZone ? nil : timeZone)
        if businessDays != Self.defaultBusinessDays {
            members.add("businessDays", unlessEmpty: businessDays.map { .string($0.rawValue) })
        }
        members.add("holidays", unlessEmpty: holidays.map { .string($0.text) })
        return members.json.object ?? JSONObject([])
    }
}
