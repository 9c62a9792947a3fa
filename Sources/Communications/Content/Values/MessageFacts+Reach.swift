import FlagModel
import Rollouts

extension MessageFacts {
    /// Whom the plan reaches as a whole, and what its newest step did.
    func addReach(to root: inout TemplateMembers) {
        let shares = planFlags.map { flag in exposure.first { $0.flag == flag }?.now.thousandths }
        let known = shares.compactMap(\.self)
        let isKnown = !shares.isEmpty && known.count == shares.count
        let isEverybody = isKnown && known.allSatisfy { $0 == Thousandths.whole }
        let isNobody = isKnown && known.allSatisfy { $0 == 0 }
        root.value(
            "reach",
            .build { members in
                members.flag("isEverybody", isEverybody)
                members.flag("isNobody", isNobody)
                members.flag("isPart", isKnown && !isEverybody && !isNobody)
            })
        root.value("newest", newest)
    }

    /// The newest step of all phases; nothing where none was made, or where the run was taken back.
    private var newest: TemplateValue? {
        guard let status, status.rollback == nil,
            let decision = status.decisions.last(where: { $0.kind == .step }),
            let phase = plan.phase(decision.phase), phase.steps.indices.contains(decision.steps - 1)
        else { return nil }
        let step = phase.steps[decision.steps - 1]
        let earlier = Rollout(plan: plan, status: status).assignmentsMade.dropLast(step.set.count)
        return .build { members in
            members.text("name", step.title)
            members.value("at", moment(decision.at))
            members.flag("isRaise", step.set.contains { isRaise($0, after: Array(earlier)) })
        }
    }

    /// Whether more people are served anything but the off variant than an earlier step gave it to.
    private func isRaise(_ assignment: Assignment, after earlier: [Assignment]) -> Bool {
        let own = earlier.filter { $0.flag == assignment.flag }
        if assignment.enabled == true, own.last(where: { $0.enabled != nil })?.enabled != true { return true }
        guard let off = flags.first(where: { $0.key == assignment.flag })?.offVariant, let serve = assignment.serve,
            let before = own.last(where: { $0.cohort == assignment.cohort && $0.serve != nil })?.serve
        else { return false }
        return serve.exposed(besides: off) > before.exposed(besides: off)
    }

    /// Whether the flags of a paused run are as its steps left them.
    enum Keeping {
        /// Nobody has anything, and no step gave it to anybody.
        case nobody
        /// Nobody has any more what steps gave them.
        case off
        /// Fewer people have it than steps gave it to.
        case lowered
        /// As the steps left it, as far as that is known.
        case kept
    }

    /// How much of what the steps set is there.
    var keeping: Keeping {
        let set = exposure.filter { $0.asSet != nil }
        let isLowered = set.contains { reach in
            guard let now = reach.now.thousandths, let before = reach.asSet?.thousandths else { return false }
            return now < before
        }
        let isNobody = !exposure.isEmpty && exposure.allSatisfy { $0.now.thousandths == 0 }
        if isNobody { return isLowered ? .off : .nobody }
        return isLowered ? .lowered : .kept
    }
}

extension MessageFacts.FlagReach.Share {
    /// `25% of everybody (about 37,500 people)`, and where they are asked for, which variants.
    func text(withVariants isNamed: Bool) -> String {
        guard thousandths != 0 else { return "nobody" }
        let count = people.map { " (about \(Decimals.grouped($0)) people)" } ?? ""
        let share = percent.map { "\($0) of everybody\(count)" } ?? "a share that is not known"
        guard isNamed, let first = variants.first else { return share }
        if variants.count == 1 { return "\(share), variant \(first.key)" }
        let parts = variants.map { variant in
            "\(variant.key)\(variant.thousandths.map { " \(Thousandths.text($0))%" } ?? "")"
        }
        return "\(share), variants \(parts.joined(separator: ", "))"
    }

    /// `25%`.
    var percent: String? { thousandths.map { "\(Thousandths.text($0))%" } }
}

extension Serve {
    /// How much is served anything but a variant, in thousandths of a percent.
    fileprivate func exposed(besides off: VariantKey) -> Int {
        switch self {
        case .variant(let variant): variant == off ? 0 : Thousandths.whole
        case .weights(let weights): weights.reduce(0) { $0 + ($1.variant == off ? 0 : $1.thousandths) }
        }
    }
}
