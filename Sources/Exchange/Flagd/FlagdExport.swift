import Documents
import Evaluation
import FlagModel

/// A flag file of flagd (https://flagd.dev/schema/v0/flags.json), for the daemon and for providers in their file mode.
///
/// A flag that is off is written as enabled with its off variant for everybody, because an application would get its
/// code's default for a disabled one.
struct FlagdExport: ExportFormat {
    let name = "flagd"
    let isForEverybody = false

    func text(of content: EnvironmentContent, _ options: ExportOptions) throws(ExportRefusal) -> String {
        CanonicalJSON.pretty(Self.document(try flags(of: content)))
    }

    static func document(_ flags: JSONValue) -> JSONValue {
        ["$schema": "https://flagd.dev/schema/v0/flags.json", "flags": flags]
    }

    /// The flags by key; no member that a provider would not know, because some refuse the whole file for one.
    func flags(of content: EnvironmentContent) throws(ExportRefusal) -> JSONValue {
        var members: [(name: String, value: JSONValue)] = []
        var refused: [Inexpressible] = []
        for version in content.sortedFlags {
            do throws(ExportRefusal) {
                members.append((version.definition.key.text, try Self.flag(version, content)))
            } catch {
                refused += error.list
            }
        }
        guard refused.isEmpty else { throw ExportRefusal(list: refused) }
        return .object(JSONObject(members))
    }

    /// One flag.
    static func flag(_ version: FlagVersion, _ content: EnvironmentContent) throws(ExportRefusal) -> JSONValue {
        let flag = version.definition
        var refused: [Inexpressible] = []
        let variants = flag.variants.compactMap { variant -> (name: String, value: JSONValue)? in
            do throws(Refusal) {
                return (variant.key.text, try value(variant.value, flag.type))
            } catch {
                refused.append(Inexpressible(flag.key, nil, "variant '\(variant.key)': \(error.reason)"))
                return nil
            }
        }
        var writer = FlagLogic(content)
        var answer: JSONValue = .null
        do throws(ExportRefusal) {
            answer = try writer.answer(version)
        } catch {
            refused += error.list
        }
        guard refused.isEmpty else { throw ExportRefusal(list: refused) }
        let (standard, targeting) = split(answer, off: flag.offVariant)
        var members: [(name: String, value: JSONValue)] = [
            ("state", "ENABLED"), ("variants", .object(JSONObject(variants))), ("defaultVariant", standard),
        ]
        if let targeting { members.append(("targeting", targeting)) }
        return .object(JSONObject(members))
    }

    /// The default variant and the targeting, whose last answer leaves it to the default where that is possible.
    private static func split(_ answer: JSONValue, off: VariantKey) -> (JSONValue, JSONValue?) {
        if answer.string != nil { return (answer, nil) }
        guard var choices = answer["if"]?.array, let rest = choices.last, rest.string != nil,
            rest != FlagLogic.missingKey
        else { return (.string(off.text), answer) }
        choices[choices.count - 1] = .null
        return (rest, Logic.operation("if", list: choices))
    }

    private static func value(_ value: JSONValue, _ type: FlagType) throws(Refusal) -> JSONValue {
        guard let number = value.number else { return value }
        if type == .integer { return try ScalarSet.exact(value) }
        guard number.double.isFinite else { throw Refusal("\(number.literal) is more than a number can be") }
        return value
    }
}
