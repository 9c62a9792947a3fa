import Documents
import Evaluation
import FlagModel

/// One document with everything of an environment that evaluation needs: definitions, states and cohorts.
struct SnapshotExport: ExportFormat {
    let name = "json"
    let isForEverybody = false

    func text(of content: EnvironmentContent, _ options: ExportOptions) throws(ExportRefusal) -> String {
        let flags = content.sortedFlags.map { version in
            let value: JSONValue = [
                "definition": version.definition.json.withoutSchema, "state": version.state.json.withoutSchema,
            ]
            return (name: version.definition.key.text, value: value)
        }
        let cohorts = content.cohorts.keys.sorted().compactMap { key in
            content.cohorts[key].map { (name: key.text, value: $0.json.withoutSchema) }
        }
        return CanonicalJSON.pretty([
            "formatVersion": .number(JSONNumber(RepositorySettings.knownFormatVersion)),
            "bucketing": .string(content.bucketing.rawValue),
            "environment": content.environment.json.withoutSchema,
            "flags": .object(JSONObject(flags)),
            "cohorts": .object(JSONObject(cohorts)),
        ])
    }
}

extension JSONValue {
    /// The address of a schema leads nowhere from inside another document.
    fileprivate var withoutSchema: JSONValue {
        guard var object else { return self }
        object["$schema"] = nil
        return .object(object)
    }
}
