import Documents
import FlagModel

/// What the search in every page's head looks through, with the pages that it is of: key, name, kind, page, owner, groups,
/// description.
struct SearchIndex {
    let content: SiteContent

    func file() -> SiteFile {
        let flags = content.flags.map { flag -> JSONValue in
            [
                .string(flag.definition.key.text), .string(flag.definition.name), "flag", .string(flag.pagePath),
                .string(flag.definition.owner ?? ""),
                .string(flag.definition.groups.map(\.text).joined(separator: " ")),
                .string(Wording.short(flag.definition.description ?? "")),
            ]
        }
        let runs = content.runs.map { run -> JSONValue in
            [
                .string(run.plan.key.text), .string(run.plan.name), .string("rollout in \(run.environment)"),
                .string(run.pagePath), .string(run.plan.owner ?? ""),
                "", .string(Wording.short(run.plan.description ?? "")),
            ]
        }
        return SiteFile("assets/search.js", ScriptText.call("flagctlSearch", [.array(flags + runs)]))
    }
}
