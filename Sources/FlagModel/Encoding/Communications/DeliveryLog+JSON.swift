public import Documents

extension DeliveryLog {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../../.flagctl/schemas/deliveries.schema.json")
        members.add("environment", text: environment.text)
        members.add("plan", text: plan.text)
        members.add("deliveries", .array(deliveries.map(\.json)))
        return members.json
    }
}

extension Delivery {
    /// The record in canonical order.
    public var json: JSONValue {
        var members = MemberList()
        members.add("message", text: slot.message.text)
        members.add("occurrence", text: slot.occurrence)
        members.add("run", text: slot.run)
        members.add("channel", text: slot.channel.text)
        members.add("due", text: due.text)
        members.add("start", text: start?.text)
        members.add("state", text: state.rawValue)
        members.add("at", text: at.text)
        members.add("by", text: by)
        members.add("until", text: until?.text)
        members.add("attempts", attempts > 0 ? .integer(attempts) : nil)
        members.add("why", text: why)
        members.add("receipt", text: receipt)
        members.add("subject", text: subject)
        members.add("text", text: text)
        members.add("audience", unlessEmpty: audience.map { .string($0.text) })
        return members.json
    }
}
