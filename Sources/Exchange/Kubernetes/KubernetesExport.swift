import Documents
import FlagModel

/// A `FeatureFlag` of the OpenFeature Operator and a ConfigMap with the same flags, as two YAML documents.
///
/// The flags are those of the flagd export; JSON is YAML, so they stand in it as JSON.
struct KubernetesExport: ExportFormat {
    let name = "kubernetes"
    let isForEverybody = false

    /// What the API server takes of a ConfigMap, in bytes.
    private static let sizeLimit = 1 << 20

    func text(of content: EnvironmentContent, _ options: ExportOptions) throws(ExportRefusal) -> String {
        let name = try objectName(content)
        let flags = try FlagdExport().flags(of: content)
        let file = FlagdExport.document(flags)
        let json = YAMLText.json(file)
        guard json.utf8.count <= Self.sizeLimit else {
            throw refusal("the flags take \(json.utf8.count) bytes, and a ConfigMap holds \(Self.sizeLimit)")
        }
        let specification = YAMLText.json(["flags": flags])
        return """
            apiVersion: core.openfeature.dev/v1beta1
            kind: FeatureFlag
            metadata:
              name: "\(name)"
              labels:
                app.kubernetes.io/managed-by: flagctl
            spec:
              flagSpec:
            \(YAMLText.indented(specification, by: 4))---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: "\(name)"
              labels:
                app.kubernetes.io/managed-by: flagctl
            data:
              flags.flagd.json: |
            \(YAMLText.indented(json, by: 4))
            """
    }

    /// The environment's key as the name of an object: a DNS subdomain (RFC 1123) of its own.
    private func objectName(_ content: EnvironmentContent) throws(ExportRefusal) -> String {
        let key = content.environment.key
        let name = Self.subdomain(key)
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.allSatisfy({ !$0.isEmpty && $0.first != "-" && $0.last != "-" }) else {
            throw refusal("environment '\(key)' would be called '\(name)', which is no DNS subdomain (RFC 1123)")
        }
        if let twin = content.neighbours.first(where: { $0 != key && Self.subdomain($0) == name }) {
            throw refusal("environments '\(key)' and '\(twin)' would both be called '\(name)'")
        }
        return name
    }

    private static func subdomain(_ key: EnvironmentKey) -> String {
        "flags-" + String(key.text.lowercased().map { $0 == "_" ? "-" : $0 })
    }

    private func refusal(_ reason: String) -> ExportRefusal {
        ExportRefusal(list: [Inexpressible(flag: nil, reason: reason)])
    }
}

/// The little of YAML that is needed.
enum YAMLText {
    /// JSON that YAML reads as the same value: what YAML does not print, or takes for a line end, is escaped.
    ///
    /// These characters stand only inside strings, where JSON knows the same escapes.
    static func json(_ value: JSONValue) -> String {
        var text = ""
        for scalar in CanonicalJSON.pretty(plain(value)).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x9F, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// The same value with numbers that YAML 1.1 takes for numbers: `1e9` is a text to it, `1.0e+9` is none.
    private static func plain(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let list): .array(list.map(plain))
        case .object(let object): .object(JSONObject(object.members.map { ($0.name, plain($0.value)) }))
        case .number(let number): JSONNumber(literal: plain(number.literal)).map { .number($0) } ?? value
        case .null, .bool, .string: value
        }
    }

    private static func plain(_ literal: String) -> String {
        guard let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) else { return literal }
        let mantissa = literal[..<mark]
        let exponent = literal[literal.index(after: mark)...]
        let isSigned = exponent.first == "-" || exponent.first == "+"
        return mantissa + (mantissa.contains(".") ? "e" : ".0e") + (isSigned ? "" : "+") + exponent
    }

    /// Every line behind spaces, with a line end at the end.
    static func indented(_ text: String, by width: Int) -> String {
        let margin = String(repeating: " ", count: width)
        return text.split(separator: "\n").map { margin + $0 + "\n" }.joined()
    }
}
