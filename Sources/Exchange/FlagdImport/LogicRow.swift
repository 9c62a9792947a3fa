import Evaluation
import FlagModel

/// One answer of a flag's targeting and when it is given.
struct LogicRow {
    /// What is given.
    enum Answer: Equatable {
        /// The variant of a name.
        case variant(String)
        /// The default variant.
        case standard
        /// Weights in thousandths of a percent, in the order of the buckets.
        case split(Split)
    }

    struct Split: Equatable {
        let path: String
        let salt: String
        let weights: [Weight]
    }

    let conditions: [Condition]
    let answer: Answer
}

/// Whether something holds, as far as that is known beforehand.
enum Truth {
    case always
    case never
    case when(Condition)

    static func all(_ truths: [Truth]) -> Truth {
        var conditions: [Condition] = []
        for truth in truths {
            switch truth {
            case .always: continue
            case .never: return .never
            case .when(.all(let inner)): conditions += inner
            case .when(let condition): conditions.append(condition)
            }
        }
        return conditions.isEmpty ? .always : .when(conditions.count == 1 ? conditions[0] : .all(conditions))
    }

    static func any(_ truths: [Truth]) -> Truth {
        var conditions: [Condition] = []
        for truth in truths {
            switch truth {
            case .never: continue
            case .always: return .always
            case .when(.any(let inner)): conditions += inner
            case .when(let condition): conditions.append(condition)
            }
        }
        return conditions.isEmpty ? .never : .when(conditions.count == 1 ? conditions[0] : .any(conditions))
    }

    static func not(_ truth: Truth) -> Truth {
        switch truth {
        case .always: .never
        case .never: .always
        case .when(.not(let inner)): .when(inner)
        case .when(let condition): .when(.not(condition))
        }
    }
}

extension Sequence<LogicRow> {
    /// When a flag of these rows gives a variant.
    func truth(of variant: String, standard: VariantKey?) throws(Refusal) -> Truth {
        var truth = Truth.never
        for row in reversed() {
            let gives: Truth
            switch row.answer {
            case .variant(let name): gives = name == variant ? .always : .never
            case .standard: gives = standard?.text == variant ? .always : .never
            case .split(let split): gives = try split.truth(of: variant)
            }
            let here = Truth.all(row.conditions.map { .when($0) })
            truth = .any([.all([here, gives]), .all([.not(here), truth])])
        }
        return truth
    }
}

extension LogicRow.Split {
    /// Buckets up to the range's end and not up to its start.
    fileprivate func truth(of variant: String) throws(Refusal) -> Truth {
        var start = 0
        for weight in weights {
            let end = start + weight.thousandths
            if weight.variant.text == variant {
                guard path == FlagState.defaultBucketBy else {
                    throw Refusal("a sample is drawn by the targeting key, not by '\(path)'")
                }
                let upTo = { (end: Int) in Truth.when(.percentage(thousandths: end, salt: salt)) }
                return start == 0 ? upTo(end) : .all([upTo(end), .not(upTo(start))])
            }
            start = end
        }
        return .never
    }
}
