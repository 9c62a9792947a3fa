import FlagModel
import Rollouts

extension MessageFacts {
    /// Why something was decided, with what guards and criteria are called in place of their keys.
    func why(_ decision: Decision) -> String {
        decision.kind == .incident ? named(decision.why[...], by: guardTitles) ?? decision.why : cause(decision.why)
    }

    /// What paused a run or took it down, with what guards and criteria are called in place of their keys.
    func cause(_ text: String) -> String {
        // A rung says before its cause how far down it is.
        let rung = text.hasPrefix("down to ") ? text.firstRange(of: "%: ")?.upperBound : nil
        let start = rung ?? text.startIndex
        let rest = text[start...]
        let named =
            rest.hasPrefix("guard ")
            ? named(rest.dropFirst("guard ".count), by: guardTitles)
            : rest.hasPrefix("criterion ") ? named(rest.dropFirst("criterion ".count), by: criterionTitles) : nil
        return named.map { text[..<start] + $0 } ?? text
    }

    /// `data-loss: rows are gone` as `Any loss of data: rows are gone`; nothing where it begins with none of the keys.
    private func named(_ text: Substring, by titles: [(key: String, title: String)]) -> String? {
        guard let colon = text.firstRange(of: ": "),
            let title = titles.first(where: { $0.key == text[..<colon.lowerBound] })?.title
        else { return nil }
        let rest = text[colon.upperBound...]
        return rest == title ? title : "\(title): \(rest)"
    }

    private var guardTitles: [(key: String, title: String)] { plan.guards.map { ($0.key.text, $0.title) } }

    private var criterionTitles: [(key: String, title: String)] {
        // Keys are a phase's own: the current one is first.
        let phases = plan.phases.filter { $0.key == status?.phase } + plan.phases
        return phases.flatMap(\.criteria).map { ($0.key.text, $0.title) }
    }
}
