import Documents

extension Decoding {
    func lifecycle(_ node: JSONNode) -> Lifecycle? {
        let known = ["stage", "created", "expires", "permanent"]
        guard let object = ObjectReader(node, "a lifecycle", members: known, in: self) else { return nil }
        let stage: Stage? = object.required("stage") { word($0, noun: "stage") }
        let created = object.optional("created", date)
        let expires = object.optional("expires", date)
        let permanent = object.optional("permanent", bool) ?? false
        if let place = object["expires"] {
            if permanent { report(.permanentExpires, at: place) }
            if let created, let expires, expires < created { report(.expiresFirst(created), at: place) }
        }
        return stage.map { Lifecycle(stage: $0, created: created, expires: expires, permanent: permanent) }
    }
}

extension Problem {
    fileprivate static var permanentExpires: Problem {
        Problem("lifecycle-dates", "a permanent flag does not expire", hint: "remove 'expires' or 'permanent'")
    }

    fileprivate static func expiresFirst(_ created: CalendarDate) -> Problem {
        Problem("lifecycle-dates", "the flag expires before it was created on \(created)")
    }
}
