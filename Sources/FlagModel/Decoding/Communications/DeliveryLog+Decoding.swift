public import Documents

extension DeliveryLog {
    /// Decodes a log; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> DeliveryLog? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in
            guard let object = ObjectReader(node, "a log of deliveries", members: memberOrder, in: decoding) else {
                return nil
            }
            let environment: EnvironmentKey? = object.required("environment", decoding.key)
            let plan: PlanKey? = object.required("plan", decoding.key)
            if case .deliveries(let place, let expected) = DocumentKind(path: decoding.path) {
                decoding.expect(environment, place, of: "folder", at: object["environment"])
                decoding.expect(plan, expected, at: object["plan"])
            }
            let deliveries = object.required("deliveries", decoding.deliveries)
            guard let environment, let plan, let deliveries else { return nil }
            return DeliveryLog(environment: environment, plan: plan, deliveries: deliveries)
        }
    }
}

extension Decoding {
    /// The records, of which each slot has one: of two, nobody could say which is true.
    fileprivate func deliveries(_ node: JSONNode) -> [Delivery]? {
        var seen: Set<Delivery.Slot> = []
        return list(node) { element in
            guard let delivery = delivery(element) else { return nil }
            if !seen.insert(delivery.slot).inserted { report(.secondRecord(delivery.slot), at: element) }
            return delivery
        }
    }

    private func delivery(_ node: JSONNode) -> Delivery? {
        guard let object = ObjectReader(node, "a delivery", members: Delivery.memberOrder, in: self) else { return nil }
        let message: MessageKey? = object.required("message", key)
        let occurrence = object.required("occurrence", text)
        let channel: ChannelKey? = object.required("channel", key)
        let due = object.required("due", timestamp)
        let state: Delivery.State? = object.required("state") { word($0, noun: "state of a delivery") }
        let time = object.required("at", timestamp)
        let by = object.required("by", text)
        let run = object.optional("run", text)
        let start = object.optional("start", timestamp)
        let until = object.optional("until", timestamp)
        let attempts = object.optional("attempts") { integer($0, atLeast: 0) } ?? 0
        let audience: [GroupKey] = object.optional("audience") { set($0, self.key) } ?? []
        if state == .claimed, object["until"] == nil { report(.missingMember("until"), at: node) }
        guard let message, let occurrence, let channel, let due, let state, let time, let by else { return nil }
        return Delivery(
            slot: Delivery.Slot(message: message, occurrence: occurrence, run: run, channel: channel), due: due,
            start: start, state: state, at: time, by: by, until: until, attempts: attempts,
            why: object.optional("why", text), receipt: object.optional("receipt", text),
            subject: object.optional("subject", text), text: object.optional("text", text), audience: audience)
    }
}

extension Problem {
    fileprivate static func secondRecord(_ slot: Delivery.Slot) -> Problem {
        Problem(
            "duplicate-entry",
            "message '\(slot.message)' has two records for '\(slot.occurrence)' on '\(slot.channel)'",
            hint: "leave the one that says what happened")
    }
}
