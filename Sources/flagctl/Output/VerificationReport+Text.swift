import Workflows

extension VerificationReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        var lines = table(style)
        for violation in violations {
            let place = [String(violation.commit.prefix(8)), violation.scope].compactMap { $0 }
            lines.append("\(style.bad(violation.code)) \(place.joined(separator: " ")): \(violation.message)")
            lines += violation.rejections.map { "  \($0.text)" }
        }
        for obligation in obligations {
            lines.append(
                "\(style.warn("open")) \(obligation.commit.prefix(8)) \(obligation.scope): \(obligation.ground), "
                    + "to be looked at by \(obligation.due)")
        }
        return lines + [summary(style)]
    }

    private func table(_ style: Style) -> [String] {
        var table = TextTable()
        for change in transitions {
            let paint =
                switch change.ground {
                case "violation": style.bad
                case "break-glass": style.warn
                default: style.dim
                }
            table.add([
                .init(String(change.commit.prefix(8))), .init(String(change.time.prefix(10))), .init(change.scope),
                .init(change.ground, paint: paint), .init(change.level == "none" ? "" : change.level),
                .init(change.approvers.joined(separator: ", ")),
            ])
        }
        return table.lines.map(\.withoutTrailingSpaces)
    }

    private func summary(_ style: Style) -> String {
        let first = root == genesis ? " (the first commit)" : ""
        let range = "\(counted(steps, "step")) from \(root.prefix(8))\(first) to \(tip.prefix(8))"
        switch outcome {
        case "verified": return "\(style.good("verified")): \(range)"
        case "incomplete": return "\(style.bad("incomplete")): \(range); a shallow clone hides what was before"
        default: return "\(style.bad("not verified")): \(range), \(counted(violations.count, "violation"))"
        }
    }
}
