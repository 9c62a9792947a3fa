/// Whom a plan tells what, when, and on which way.
public struct PlanMessage: Sendable, Hashable {
    /// The message's key.
    public var key: MessageKey
    /// What it is called: the subject of built-in templates.
    public var name: String?
    /// When it goes out.
    public var moment: MessageMoment
    /// The time of day that it goes out at, in the plan's time zone.
    public var timeOfDay: TimeOfDay?
    /// How often it goes out again while what began at its moment lasts.
    public var every: ISODuration?
    /// Whom it is for: groups of people.json.
    public var audience: [GroupKey]
    /// On which ways: channels of channels.json.
    public var channels: [ChannelKey]
    /// The template that says it: built in, or a file of `.flagctl/templates`.
    public var template: String
    /// What it says besides, in words.
    public var text: String?
    /// Values that the template asks for, by their names.
    public var values: [String: String]
    /// What has to hold when it goes out.
    public var condition: TaskCheck?
    /// How late it may go out, in seconds; nothing where the usual holds.
    public var maxLateness: Int?
    /// Whether it goes out on business days only: notices before a start earlier, others later.
    public var onBusinessDays: Bool

    /// The template where a message does not name one.
    public static let defaultTemplate = "notice"

    /// The template of the notice that an announced start has moved, whatever that of the message is.
    public static let changeTemplate = "delay"

    /// How late a message may go out where nothing else is said, in seconds: a day.
    public static let defaultMaxLateness = 86400

    /// The members in canonical order.
    public static let memberOrder = [
        "key", "name", "when", "at", "every", "audience", "channels", "template", "text", "values", "condition",
        "maxLateness", "businessDays", "metadata",
    ]

    /// Makes a message.
    public init(
        key: MessageKey, name: String? = nil, moment: MessageMoment, timeOfDay: TimeOfDay? = nil,
        every: ISODuration? = nil, audience: [GroupKey] = [], channels: [ChannelKey],
        template: String = PlanMessage.defaultTemplate, text: String? = nil, values: [String: String] = [:],
        condition: TaskCheck? = nil, maxLateness: Int? = nil, onBusinessDays: Bool = false
    ) {
        self.key = key
        self.name = name
        self.moment = moment
        self.timeOfDay = timeOfDay
        self.every = every
        self.audience = audience
        self.channels = channels
        self.template = template
        self.text = text
        self.values = values
        self.condition = condition
        self.maxLateness = maxLateness
        self.onBusinessDays = onBusinessDays
    }

    /// Whether it goes out before the start, so that it is told where that moves.
    public var isNotice: Bool { moment.offset < 0 }

    /// What is told where the start moves that the message announced.
    ///
    /// What the notice asked for is not what the notice of its change asks for.
    public var noticeOfChange: PlanMessage {
        var change = self
        change.template = Self.changeTemplate
        change.values = [:]
        return change
    }

    /// How late it may go out, in seconds: what comes again is too late when the next one is due.
    public var lateness: Int { maxLateness ?? every?.seconds ?? moment.period ?? Self.defaultMaxLateness }
}
