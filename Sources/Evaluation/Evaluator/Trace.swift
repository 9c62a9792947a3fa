import FlagModel

/// Where the steps of an evaluation go.
protocol Trace {
    /// Adds a step that has no others below it.
    mutating func add(_ event: @autoclosure () -> ExplanationStep.Event, holds: Bool?)
    /// Adds a step whose parts follow; it is settled by `close`.
    mutating func open(_ event: @autoclosure () -> ExplanationStep.Event)
    /// Settles the innermost open step.
    mutating func close(holds: Bool)
    /// Settles the innermost open step, of a requirement.
    mutating func close(serving variant: @autoclosure () -> VariantKey?, holds: Bool)
}

/// Forgets them, at no cost.
struct NoTrace: Trace {
    @inline(__always)
    mutating func add(_ event: @autoclosure () -> ExplanationStep.Event, holds: Bool?) {}
    @inline(__always)
    mutating func open(_ event: @autoclosure () -> ExplanationStep.Event) {}
    @inline(__always)
    mutating func close(holds: Bool) {}
    @inline(__always)
    mutating func close(serving variant: @autoclosure () -> VariantKey?, holds: Bool) {}
}

/// Keeps them.
struct StepTrace: Trace {
    private(set) var steps: [ExplanationStep] = []
    private var openSteps: [Int] = []

    mutating func add(_ event: @autoclosure () -> ExplanationStep.Event, holds: Bool?) {
        steps.append(ExplanationStep(depth: openSteps.count, event: event(), holds: holds))
    }

    mutating func open(_ event: @autoclosure () -> ExplanationStep.Event) {
        add(event(), holds: nil)
        openSteps.append(steps.count - 1)
    }

    mutating func close(holds: Bool) {
        if let index = openSteps.popLast() { steps[index].holds = holds }
    }

    mutating func close(serving variant: @autoclosure () -> VariantKey?, holds: Bool) {
        if let index = openSteps.last, case .requirement(let requirement, _) = steps[index].event {
            steps[index].event = .requirement(requirement, serves: variant())
        }
        close(holds: holds)
    }
}
