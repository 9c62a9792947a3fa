import Documents
import FlagModel

/// What the search in every page's head looks through: titles, and the pages that they are of.
struct SearchIndex {
    let content: SiteContent

    func file() -> SiteFile {
        let flags = content.flags.map { flag -> JSONValue in
            [
                .string(flag.definition.key.text), .string(flag.definition.name), "flag", .string(flag.pagePath),
                .string(flag.definition.owner ?? ""),
            ]
        }
        let runs = content.runs.map { run -> JSONValue in
            [
                .string(run.plan.key.text), .string(run.plan.name), .string("rollout in \(run.environment)"),
                .string(run.pagePath), .string(run.plan.owner ?? ""),
            ]
        }
        return SiteFile("assets/search.js", ScriptText.call("flagctlSearch", [.array(flags + runs)]))
    }
}
