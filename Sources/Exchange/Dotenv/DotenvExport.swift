import Evaluation
import FlagModel

/// `FEATURE_CSF_ENABLED=false`: a line for each flag that has an environment variable, in the order of the flags' keys.
struct DotenvExport: ExportFormat {
    let name = "dotenv"
    let isForEverybody = true

    func text(of content: EnvironmentContent, _ options: ExportOptions) throws(ExportRefusal) -> String {
        var lines: [String] = []
        var refused: [Inexpressible] = []
        var owners: [String: FlagKey] = [:]
        for version in content.sortedFlags {
            guard let variable = version.definition.environmentVariable else { continue }
            let key = version.definition.key
            if let owner = owners.updateValue(key, forKey: variable) {
                refused.append(Inexpressible(key, nil, "'\(variable)' is the variable of \(owner) as well"))
                continue
            }
            switch Uniformity(content).served(by: key) {
            case .everybody(let variant): add(variant, of: version, &lines, &refused)
            case .differs(let row, let why):
                do throws(Refusal) {
                    add(try Self.chosen(options.partial, for: version.definition, why), of: version, &lines, &refused)
                } catch {
                    refused.append(Inexpressible(key, row, error.reason))
                }
            }
        }
        guard refused.isEmpty else { throw ExportRefusal(list: refused) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func add(
        _ variant: VariantKey, of version: FlagVersion, _ lines: inout [String], _ refused: inout [Inexpressible]
    ) {
        let flag = version.definition
        guard let variable = flag.environmentVariable, let value = flag.value(of: variant) else {
            refused.append(Inexpressible(flag.key, nil, "it serves '\(variant)', which is no variant of it"))
            return
        }
        do throws(Refusal) {
            lines.append("\(variable)=\(try DotenvValue.text(of: value, flag.type))")
        } catch {
            refused.append(Inexpressible(flag.key, nil, "variant '\(variant)': \(error.reason)"))
        }
    }

    private static func chosen(
        _ partial: ExportOptions.Partial?, for flag: FeatureFlag, _ why: String
    ) throws(Refusal) -> VariantKey {
        switch partial {
        case nil: throw Refusal(why)
        case .off: return flag.offVariant
        case .on:
            let others = flag.variants.map(\.key).filter { $0 != flag.offVariant }
            guard others.count == 1 else {
                throw Refusal("--partial on names no variant: there are \(others.count) besides '\(flag.offVariant)'")
            }
            return others[0]
        }
    }
}
