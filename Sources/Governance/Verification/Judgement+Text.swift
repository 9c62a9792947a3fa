import Evaluation
import FlagModel
import FlagRepository

extension Judgement {
    /// Why, as the message says; else as a statement does.
    var reason: String? { details.reason ?? counted.filter { $0.role != .forge }.compactMap(\.reason).first }

    /// The ticket, as the message says; else as a statement does.
    var ticket: String? { details.ticket ?? counted.compactMap(\.ticket).first }

    private var counted: [Statement] { statements.filter { $0.rejection == nil }.compactMap(\.statement) }

    /// When the step happened at the earliest, by what is signed alone.
    var signedTime: Timestamp { counted.map(\.time).max() ?? Timestamp(unixSeconds: 0) }
}

extension ImpactAnalysis {
    /// Who is affected by the change of a scope, in one line; nil where nobody is.
    func line(for scope: Scope) -> String? {
        let relevant = effects.filter { effect in
            switch scope {
            case .environment(let key): effect.environment == key
            case .flags: true
            case .governance: false
            }
        }
        let texts = relevant.flatMap { effect -> [String] in
            let name = scope == .flags ? "\(effect.flag) in \(effect.environment)" : effect.flag.text
            switch effect.content {
            case .unreadable: return ["\(name): its files have errors"]
            case .rows(let rows): return rows.map { "\(name) \($0.name): \($0.text)" }
            }
        }
        return texts.isEmpty ? nil : texts.joined(separator: "; ")
    }
}

extension Impact.Row {
    fileprivate var text: String {
        if let unknown { return unknown }
        let parts = ranges.map { range in
            let share = "\(percent(range.buckets.lowerBound))-\(percent(range.buckets.upperBound))%"
            return "\(share) \(range.before?.text ?? "nothing") to \(range.after?.text ?? "nothing")"
        }
        return parts.joined(separator: ", ") + (people.map { " (about \($0) people)" } ?? "")
    }

    private func percent(_ thousandths: Int) -> String {
        guard thousandths % 1000 != 0 else { return "\(thousandths / 1000)" }
        var digits = "\(1000 + thousandths % 1000)".dropFirst()
        while digits.last == "0" { digits = digits.dropLast() }
        return "\(thousandths / 1000).\(digits)"
    }
}
