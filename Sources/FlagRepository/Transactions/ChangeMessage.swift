public import Git

/// What a commit says about a change: subject, reason, and trailers that decorate history and never decide.
public struct ChangeMessage: Sendable, Hashable {
    /// One line, such as `Enable CSF in production`.
    public var subject: String
    /// Why, in the author's words; may have several paragraphs.
    public var reason: String?
    /// What is written in the last paragraph, in this order.
    public var trailers: [Trailer]

    /// Creates a message.
    public init(subject: String, reason: String? = nil, trailers: [Trailer] = []) {
        self.subject = subject
        self.reason = reason
        self.trailers = trailers
    }

    /// The whole commit message; subject and trailers take a line each, whatever is in them.
    public var text: String {
        var paragraphs = [subject.oneLine]
        if let reason = reason?.trimmed, !reason.isEmpty { paragraphs.append(reason) }
        if !trailers.isEmpty {
            paragraphs.append(Trailers.render(trailers.map { Trailer(key: $0.key, value: $0.value.oneLine) }))
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }
}

/// The names of the trailers that flagctl writes and reads.
public enum TrailerKey {
    /// A flag that the change touches; repeated.
    public static let flag = "Flag"
    /// The environment that the change touches.
    public static let environment = "Environment"
    /// The verb.
    public static let operation = "Operation"
    /// A name of the change that survives rebasing.
    public static let changeID = "Change-Id"
    /// A ticket of another system.
    public static let ticket = "Ticket"
    /// Who approved, as claimed by the committer; repeated.
    public static let approvedBy = "Approved-by"
    /// The commit that the change undoes.
    public static let reverts = "Reverts"
    /// An environment, and the moment by which somebody has to look at what was lowered there unasked; repeated.
    public static let reviewBy = "Review-by"

    /// The rollout plan that the change belongs to.
    public static let rollout = "Rollout"
    /// The run of that plan.
    public static let run = "Run"

    /// Every name.
    public static let all = [
        flag, environment, operation, changeID, ticket, rollout, run, approvedBy, reverts, reviewBy,
    ]
}

/// What a commit's message says, read strictly.
public struct MessageDetails: Sendable, Hashable {
    /// The first line.
    public let subject: String
    /// Everything between the subject and the trailers, trimmed.
    public let reason: String?
    /// The verb.
    public let operation: String?
    /// The ticket.
    public let ticket: String?
    /// Who approved, as claimed: `Name <email>`.
    public let approvers: [Approver]
    /// The commit that it undoes, as written.
    public let reverts: String?
    /// The change's name.
    public let changeID: String?
    /// Environments and by when somebody has to look: `production 2025-09-02T09:30:00Z`.
    public let reviewBy: [String]

    /// A person as a trailer names them.
    public struct Approver: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The e-mail, empty where the trailer has none.
        public let email: String

        /// Reads `Name <email>`; a text without an e-mail is a name.
        public init(_ text: String) {
            guard let open = text.lastIndex(of: "<"), text.last == ">" else {
                name = text
                email = ""
                return
            }
            email = String(text[text.index(after: open)...].dropLast())
            name = text[..<open].trimmed
        }
    }

    /// Reads a commit's message.
    public init(message: String) {
        let trailers = Trailers.parse(message: message)
        func first(_ key: String) -> String? {
            trailers.first { $0.key.lowercased() == key.lowercased() }?.value
        }
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        subject = lines.first.map { $0.trimmed } ?? ""
        reason = Self.reason(lines, trailers: trailers.count)
        operation = first(TrailerKey.operation)
        ticket = first(TrailerKey.ticket)
        reverts = first(TrailerKey.reverts)
        changeID = first(TrailerKey.changeID)
        reviewBy = trailers.filter { $0.key.lowercased() == TrailerKey.reviewBy.lowercased() }.map(\.value)
        approvers = trailers.filter { $0.key.lowercased() == TrailerKey.approvedBy.lowercased() }
            .map { Approver($0.value) }
    }

    private static func reason(_ lines: [Substring], trailers: Int) -> String? {
        var body = lines.dropFirst()
        while body.last?.trimmed.isEmpty == true { body = body.dropLast() }
        if trailers > 0 {
            while let last = body.last, !last.trimmed.isEmpty { body = body.dropLast() }
        }
        let text = body.joined(separator: "\n").trimmed
        return text.isEmpty ? nil : text
    }
}

extension String {
    /// The lines' words with single spaces instead of line breaks, so that no text can add a line.
    fileprivate var oneLine: String {
        guard contains(where: \.isNewline) else { return self }
        return split(whereSeparator: \.isNewline).map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        guard let start = firstIndex(where: { !$0.isWhitespace }),
            let end = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[start...end])
    }
}
