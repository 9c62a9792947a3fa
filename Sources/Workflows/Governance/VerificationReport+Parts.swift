import Documents
import Evaluation
import FlagModel
import Git
import Governance

extension VerificationReport.Transition {
    init(_ transition: VerifiedTransition) {
        commit = transition.commit.hex
        time = transition.time.text
        scope = transition.scope.text
        author = transition.author
        classification = transition.classification?.rawValue
        ground = transition.ground.rawValue
        level = transition.level.rawValue
        approvers = transition.approvers
        reason = transition.reason
        ticket = transition.ticket
        impact = transition.impact
    }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("time", time)
            fields.add("scope", scope)
            fields.add("author", author)
            fields.add("classification", classification)
            fields.add("ground", ground)
            fields.add("level", level)
            fields.add("approvers", .array(approvers.map { .string($0) }))
            fields.add("reason", reason)
            fields.add("ticket", ticket)
            fields.add("impact", impact)
        }
    }
}

extension VerificationReport.Violation {
    init(_ violation: Governance.Violation) {
        code = violation.kind.name
        commit = violation.commit.hex
        scope = violation.scope?.text
        message = violation.message
        rejections = violation.rejections.map { rejection in
            VerificationReport.Rejection(who: rejection.who, why: rejection.why.rawValue, detail: rejection.detail)
        }
    }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("code", code)
            fields.add("commit", commit)
            fields.add("scope", scope)
            fields.add("message", message)
            if !rejections.isEmpty { fields.add("rejections", .array(rejections.map(\.json))) }
        }
    }
}

extension VerificationReport.Rejection {
    /// `who: why`, with details.
    public var text: String { "\(who): \(why)\(detail.map { " (\($0))" } ?? "")" }

    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("who", who)
            fields.add("why", why)
            fields.add("detail", detail)
        }
    }
}

extension VerificationReport.Obligation {
    var json: JSONValue {
        JSONFields.build { fields in
            fields.add("commit", commit)
            fields.add("scope", scope)
            fields.add("ground", ground)
            fields.add("due", due)
        }
    }
}
