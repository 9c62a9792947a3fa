import Documents
import Evaluation
import FlagModel

extension LogicReader {
    /// The condition that the export writes as exactly this logic; nothing where it writes it for none.
    func exported(_ logic: JSONValue) -> Condition? {
        if let sample = sample(logic) { return sample }
        var parts = LogicParts()
        parts.collect(logic)
        guard let path = parts.path, parts.isSmall else { return nil }
        for found in Operator.allCases {
            let operands: [JSONValue?] = found.operand == .none ? [JSONValue?.none] : parts.operands(found.operand)
            for operand in operands where Self.writes(logic, path, found, operand) {
                return .attribute(path: path, operator: found, value: operand)
            }
        }
        return nil
    }

    private static func writes(_ logic: JSONValue, _ path: String, _ found: Operator, _ operand: JSONValue?) -> Bool {
        do throws(Refusal) {
            return try ConditionLogic.comparison(path, found, operand) == logic
        } catch {
            // What the export refuses it has not written.
            return false
        }
    }

    private func sample(_ logic: JSONValue) -> Condition? {
        let everybody = Thousandths.whole
        if logic == FlagLogic.sample(everybody, salt: flag.text) {
            return .percentage(thousandths: everybody, salt: flag.text)
        }
        guard let split = logic["and"]?[1]?["==="]?[0]?["fractional"], let salt = split[0]?["cat"]?[0]?.string,
            let size = split[1]?[1]?.number?.int, logic == FlagLogic.sample(size, salt: salt)
        else { return nil }
        return .percentage(thousandths: size, salt: salt)
    }
}

/// The attribute and the values that a piece of logic is made of.
private struct LogicParts {
    private(set) var path: String?
    private var values: [JSONValue] = []
    private var lists: [JSONValue] = []
    private var count = 0

    /// A comparison of one attribute is written with fewer operations.
    var isSmall: Bool { count < 60 }

    mutating func collect(_ logic: JSONValue) {
        count += 1
        guard isSmall else { return }
        switch logic {
        case .object(let object):
            if let found = LogicReader.path(logic) {
                if path == nil { path = found }
                return
            }
            for member in object.members { for inner in member.value.array ?? [member.value] { collect(inner) } }
        case .array(let list):
            if list.contains(where: \.isOperation) { list.forEach { collect($0) } } else { lists.append(logic) }
        default: values.append(logic)
        }
    }

    func operands(_ kind: Operator.Operand) -> [JSONValue] {
        switch kind {
        case .none: []
        case .scalars: lists
        case .number: values.filter { $0.number != nil }
        case .string, .version: values.filter { $0.string != nil }
        case .timestamp: []
        case .scalar: values.filter { !$0.isNull }
        }
    }
}
