public import Documents

extension Feedback {
    /// Decodes feedback; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> Feedback? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> Feedback? {
        guard let object = ObjectReader(node, "feedback", members: memberOrder, in: decoding) else { return nil }
        let key: FeedbackKey? = object.required("key", decoding.key)
        if case .feedback(let expected) = DocumentKind(path: decoding.path) {
            decoding.expect(key, expected, at: object["key"])
        }
        let kind: Class? = object.required("class") { decoding.word($0, noun: "class of feedback") }
        let text = object.required("text", decoding.text)
        let received = object.required("received", decoding.timestamp)
        let deadline = object.required("deadline", decoding.timestamp)
        let from = object.optional("from", decoding.text)
        let flag: FlagKey? = object.optional("flag", decoding.key)
        let environment: EnvironmentKey? = object.optional("environment", decoding.key)
        let plan: PlanKey? = object.optional("plan", decoding.key)
        let link = object.optional("link", decoding.webAddress)
        let closed = object.optional("closed", decoding.closing)
        guard let key, let kind, let text, let received else { return nil }
        return Feedback(
            key: key, kind: kind, text: text, from: from, flag: flag, environment: environment, plan: plan,
            link: link, received: received, deadline: deadline, closed: closed)
    }
}

extension Decoding {
    fileprivate func closing(_ node: JSONNode) -> Act? {
        guard let object = ObjectReader(node, "an answer", members: ["by", "at", "note"], in: self) else { return nil }
        let by = object.required("by", text)
        let time = object.required("at", timestamp)
        let note = object.optional("note", text)
        guard let by, let time else { return nil }
        return Act(by: by, at: time, note: note)
    }
}
