import Documents
import Evaluation
import Exchange
import FlagModel
import Testing

/// An environment of documents written as JSON.
struct Fixture {
    var flags: [FlagVersion] = []
    var cohorts: [Cohort] = []
    var environment = "production"
    var neighbours: [String] = []
    var mode = Bucketing.flagdV3

    /// Adds a flag that is on and off, unless its members say otherwise.
    mutating func flag(
        _ key: String, type: String = "boolean", variants: String = #"{ "on": true, "off": false }"#,
        more: String = "", enabled: Bool = true, rules: String = "[]", fallthrough: String = #""off""#,
        state more2: String = ""
    ) throws {
        let definition = try decoded(
            """
            { "key": "\(key)", "name": "\(key)", "type": "\(type)", "variants": \(variants),
              "offVariant": "off"\(more) }
            """, "flags/\(key).json", FeatureFlag.decode)
        let state = try decoded(
            """
            { "flag": "\(key)", "enabled": \(enabled), "rules": \(rules), "fallthrough": \(`fallthrough`)\(more2) }
            """, "environments/production/flags/\(key).json", FlagState.decode)
        flags.append(FlagVersion(definition: definition, state: state))
    }

    /// Adds a cohort.
    mutating func cohort(_ key: String, _ match: String) throws {
        cohorts.append(
            try decoded(
                #"{ "key": "\#(key)", "match": \#(match) }"#, "environments/production/cohorts/\(key).json",
                Cohort.decode))
    }

    var content: EnvironmentContent {
        get throws {
            EnvironmentContent(
                environment: FlagEnvironment(key: try #require(EnvironmentKey(environment)), name: "Name", order: 3),
                neighbours: neighbours.compactMap { EnvironmentKey($0) }, flags: flags, cohorts: cohorts,
                bucketing: mode)
        }
    }

    /// What a format writes.
    func export(_ format: String, partial: ExportOptions.Partial? = nil) throws -> String {
        try #require(ExportFormats.named(format)).text(of: content, ExportOptions(partial: partial))
    }

    /// What a format refuses, as `flag, row: why`.
    func refusals(_ format: String, partial: ExportOptions.Partial? = nil) throws -> [String] {
        do {
            _ = try export(format, partial: partial)
            return []
        } catch let refusal as ExportRefusal {
            return refusal.list.map { item in
                switch item.row {
                case .rule(let cohort): "\(item.flag ?? "-"), \(cohort): \(item.reason)"
                case .fallthrough: "\(item.flag ?? "-"), fallthrough: \(item.reason)"
                case nil: "\(item.flag ?? "-"): \(item.reason)"
                }
            }
        }
    }

    /// The flagd logic that a cohort's condition becomes.
    static func logic(of match: String) throws -> String {
        var fixture = Fixture()
        try fixture.cohort("c", match)
        try fixture.flag("F", rules: #"[{ "cohort": "c", "serve": "on" }]"#)
        let document = try json(try fixture.export("flagd"))
        return CanonicalJSON.compact(try #require(document[path: ["flags", "F", "targeting", "if", 0]]))
    }

    /// Why flagd cannot say a cohort's condition.
    static func refusal(of match: String) throws -> [String] {
        var fixture = Fixture()
        try fixture.cohort("c", match)
        try fixture.flag("F", rules: #"[{ "cohort": "c", "serve": "on" }]"#)
        return try fixture.refusals("flagd")
    }

    /// What an import of flagd flags into this environment finds.
    func imported(_ flags: String, evaluators: String = "{}", assumesTypes: Bool = false) throws -> FlagdImport {
        FlagdImport(
            try json(#"{ "flags": \#(flags), "$evaluators": \#(evaluators) }"#), into: try content,
            definitions: self.flags.map(\.definition), assumesTypes: assumesTypes)
    }
}

func json(_ text: String) throws -> JSONValue {
    try JSONDocument(parsing: Array(text.utf8), limits: JSONLimits(depth: 512, bytes: .max)).value
}

private func decoded<Model>(
    _ text: String, _ path: String, _ decode: (JSONDocument, String, inout [Finding]) -> Model?
) throws -> Model {
    var findings: [Finding] = []
    let model = decode(try JSONDocument(parsing: Array(text.utf8)), path, &findings)
    return try #require(model, "\(findings.map(\.message))")
}
