public import Documents

/// How a run of flagctl ends.
public enum ExitStatus: Int32, Sendable {
    /// Done.
    case done = 0
    /// Refused, or there are findings.
    case refused = 1
    /// Approval is needed.
    case approvalNeeded = 3
    /// A conflict, or the head moved.
    case conflict = 4
    /// The command line is wrong.
    case usage = 64
    /// Something that should not happen.
    case internalError = 70
}

/// Why a run failed, for people and for scripts.
public struct Failure: Error, Sendable {
    /// A stable name, such as `unknown-flag`.
    public let code: String
    /// What failed, on what.
    public let message: String
    /// The next command, or what else to do.
    public let hint: String?
    /// How the run ends.
    public let status: ExitStatus
    /// What stands at fault in files.
    public let findings: [Finding]

    /// Describes a failure.
    public init(
        _ code: String, _ message: String, hint: String? = nil, status: ExitStatus = .refused,
        findings: [Finding] = []
    ) {
        self.code = code
        self.message = message
        self.hint = hint
        self.status = status
        self.findings = findings
    }

    /// `{"error": {"code", "message", "hint", "findings"}}`.
    public var json: JSONValue {
        var members: [(name: String, value: JSONValue)] = [
            ("code", .string(code)), ("message", .string(message)),
        ]
        if let hint { members.append(("hint", .string(hint))) }
        if !findings.isEmpty { members.append(("findings", .array(findings.map(\.json)))) }
        return ["error": .object(JSONObject(members))]
    }
}

extension Failure: Report {
    /// The findings, `path:line:column: error: message [rule]` each.
    public var findingLines: [String] { findings.map(\.text) }
}
