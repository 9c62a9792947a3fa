import FlagModel

/// Every name that templates know (docs/reference/templates.md), each with something in it, so that a template can be
/// checked before there is anything to say.
enum TemplateVocabulary {
    /// All names, and the values that a template asks for.
    static func values(asked: Set<String>) -> TemplateValue {
        values { members in
            members.value("values", .object(Dictionary(uniqueKeysWithValues: asked.map { ($0, something) })))
        }
    }

    /// All names, and of the message what it has.
    ///
    /// - Parameter optional: the values that the template does without.
    static func values(for message: PlanMessage, optional: Set<String>) -> TemplateValue {
        values { members in
            MessageFacts.addText(of: message, optional: optional, to: &members)
            members.value("message", about(message.moment.event.phase == nil ? .nothing : something))
        }
    }

    private static let something = TemplateValue.text("something")
    private static let moment = object("date weekday time zone text")
    private static let link = object("name url")
    private static let decision = object("what why by phase step", flags: "isPass", moments: "at")
    private static let task = object("text by note roles", flags: "isDone isOptional")
    private static let voice = object("kind text from link answer", flags: "isOverdue", moments: "received deadline")
    private static let delivery = object("name rollout channel state why", moments: "at")
    private static let flag = object("key name description owner variable page reach percent people nextReach") {
        $0.list("links", [link])
    }
    private static let phase = object(
        "key name description risk number count state duration rollback", flags: "isPassed isCurrent isAhead isBegun",
        moments: "begin"
    ) {
        $0.list("steps", [object("number name hold", flags: "isMade")])
        $0.list("criteria", [object("name wanted")])
    }

    private static func values(_ own: (inout TemplateMembers) -> Void) -> TemplateValue {
        object("title text site duration", flags: "isLater isEarlier", moments: "now start announced end") { root in
            root.list("paragraphs", [something])
            root.value("message", about(something))
            addPlan(to: &root)
            addRun(to: &root)
            addFigures(to: &root)
            addNews(to: &root)
            own(&root)
        }
    }

    private static func about(_ phase: TemplateValue) -> TemplateValue {
        object("key when") { message in
            message.value("phase", phase)
            message.list("audience", [something])
            message.list("channels", [something])
        }
    }

    private static func addPlan(to root: inout TemplateMembers) {
        root.value("plan", object("key name description about owner page"))
        root.value("environment", object("key name people"))
        root.list("flags", [flag])
        root.list("links", [link])
        root.list("risks", [object("risk likelihood impact mitigation")])
        root.list("contacts", [object("who role about people")])
        root.list("phases", [phase])
        root.value("phase", phase)
        root.value("step", object("number count name", moments: "since"))
        root.list("prerequisites", [task])
        root.list("tasks", [task])
        root.list("signOffs", [object("role people by note", flags: "isGo isNoGo")])
    }

    private static func addRun(to root: inout TemplateMembers) {
        let run = object(
            "id state status by duration", flags: "isActive isPaused isComplete isStopped isRolledBack",
            moments: "since started ended"
        ) {
            $0.list("approvers", [something])
        }
        root.value("run", run)
        root.value(
            "rollback", object("cause by way", flags: "isDone", moments: "at") { $0.list("flags", [flag]) })
        root.value("pause", object("cause", flags: "isNobody isOff isLowered isKept", moments: "at"))
        root.value("reach", object("", flags: "isEverybody isNobody isPart"))
        root.value("newest", object("name", flags: "isRaise", moments: "at"))
        root.list("incidents", [object("what note by", moments: "at")])
        root.list("decisions", [decision])
        root.list("issues", [decision])
        root.value("event", decision)
        root.value("next", object("what", moments: "at") { $0.list("waitsFor", [something]) })
    }

    private static func addFigures(to root: inout TemplateMembers) {
        let criterion = object(
            "name wanted result value source figure", flags: "isMet isFailed isMeasured", moments: "at")
        root.list("criteria", [criterion])
        root.list(
            "measures",
            [object("name baseline target method value source figure", flags: "isMeasured", moments: "at")])
        root.list("guards", [object("name action")])
    }

    private static func addNews(to root: inout TemplateMembers) {
        root.list("changes", [object("what by approvers flag", moments: "at")])
        root.list("upcoming", [object("what", flags: "isMessage", moments: "at")])
        root.list("rollouts", [object("name environment state phase page", flags: "isActive", moments: "since")])
        root.list("sent", [delivery])
        root.list("unsent", [delivery])
        root.value(
            "feedback",
            object("count") { feedback in
                for list in ["all", "open", "overdue", "closed"] { feedback.list(list, [voice]) }
            })
    }

    /// An object with texts, what is or is not so, and moments, by their names with spaces between them.
    private static func object(
        _ texts: String, flags: String = "", moments: String = "", _ more: (inout TemplateMembers) -> Void = { _ in }
    ) -> TemplateValue {
        .build { members in
            for name in texts.split(separator: " ") { members.value(String(name), something) }
            for name in flags.split(separator: " ") { members.flag(String(name), true) }
            for name in moments.split(separator: " ") { members.value(String(name), moment) }
            more(&members)
        }
    }
}
