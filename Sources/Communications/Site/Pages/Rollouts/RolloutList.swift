import FlagModel

/// All rollouts by environment.
struct RolloutList {
    let content: SiteContent

    func file() -> SiteFile {
        SitePage(path: "rollouts.html", title: "Rollouts", part: .rollouts).file(content) { html, root in
            html.tag("h1", "Rollouts")
            if content.runs.isEmpty { html.nothing("There is no rollout plan.") }
            for environment in content.environments {
                let runs = content.runs.filter { $0.environment == environment.key }
                guard !runs.isEmpty else { continue }
                html.section("env-\(environment.key)", environment.name) { html in
                    html.tag("ul", ["class": "cards"]) { html in
                        for run in runs { RolloutCard(run: run, content: content).add(to: &html, root: root) }
                    }
                }
            }
        }
    }
}
