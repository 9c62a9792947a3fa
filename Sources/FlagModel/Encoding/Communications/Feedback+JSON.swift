public import Documents

extension Feedback {
    /// The file's content in canonical order; members without a value are left out.
    public var json: JSONValue {
        var members = MemberList()
        members.add("$schema", text: "../.flagctl/schemas/feedback.schema.json")
        members.add("key", text: key.text)
        members.add("class", text: kind.rawValue)
        members.add("text", text: text)
        members.add("from", text: from)
        members.add("flag", text: flag?.text)
        members.add("environment", text: environment?.text)
        members.add("plan", text: plan?.text)
        members.add("link", text: link)
        members.add("received", text: received.text)
        members.add("deadline", text: deadline.text)
        if let closed {
            var act = MemberList()
            act.add("by", text: closed.by)
            act.add("at", text: closed.at.text)
            act.add("note", text: closed.note)
            members.add("closed", act.json)
        }
        return members.json
    }
}
