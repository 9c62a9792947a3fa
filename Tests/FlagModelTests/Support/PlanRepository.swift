import Testing

/// A repository with one rollout plan to break: two flags, two cohorts, one metric of each kind, two people.
struct PlanRepository {
    /// The plan's phases, and what goes before its closing brace.
    var phases: String
    var more = ""
    var status: String?
    var states = ["CSF": Sample.state("CSF", enabled: "false"), "CHAT": Sample.state("CHAT", enabled: "false")]
    var definitions = ["CSF": Sample.flag("CSF"), "CHAT": Sample.flag("CHAT")]
    var cohorts = ["staff": Sample.cohort("staff"), "beta": Sample.cohort("beta")]
    var metrics: String? = """
        { "sources": [
            { "key": "prometheus", "type": "prometheus", "url": "http://localhost:9090" },
            { "key": "api", "type": "http", "url": "http://localhost:8080" },
            { "key": "exports", "type": "file" }, { "key": "team", "type": "manual" } ],
          "metrics": [
            { "key": "errors", "source": "prometheus", "query": "errors{service=\\"{{service}}\\",zone=\\"{{zone}}\\"}",
              "arguments": { "zone": "eu" } },
            { "key": "latency", "source": "prometheus", "query": "latency" },
            { "key": "up", "source": "api", "path": "/up", "measure": "status" },
            { "key": "tickets", "source": "exports", "path": "tickets.csv" },
            { "key": "bugs", "source": "team", "roles": ["qa"] } ] }
        """
    var people: String? = """
        { "people": [
            { "key": "priya", "name": "P", "emails": ["p@example.com"], "roles": ["owner", "qa"] },
            { "key": "mike", "name": "M", "emails": ["m@example.com"], "roles": ["lead"] } ] }
        """

    static let planPath = "environments/production/rollouts/s4/plan.json"
    static let statusPath = "environments/production/rollouts/s4/status.json"

    /// A phase with what goes before its closing brace.
    static func phase(_ key: String, _ more: String = "") -> String {
        """
        { "key": "\(key)", "name": "\(key)"\(more.isEmpty ? "" : ", " + more) }
        """
    }

    /// The status of a run with what goes before its closing brace.
    static func status(
        _ state: String = "holding", phase: String = "\"one\"", steps: String = "0", _ more: String = ""
    ) -> String {
        """
        { "plan": "s4", "run": "01K3", "planHash": "sha256:0", "state": "\(state)", "phase": \(phase), "steps": \(steps),
          "since": "2026-01-01T00:00:00Z", "phaseSince": "2026-01-01T00:00:00Z",
          "approval": { "policyVersion": 1, "at": "2026-01-01T00:00:00Z" }\(more.isEmpty ? "" : ", " + more) }
        """
    }

    var files: [(path: String, text: String)] {
        let plan = """
            { "key": "s4", "name": "S4", "phases": [\(phases)]\(more.isEmpty ? "" : ", " + more) }
            """
        var files = [
            ("environments/production/environment.json", Sample.environment), (Self.planPath, plan),
        ]
        files += definitions.map { ("flags/\($0).json", $1) }
        files += states.map { ("environments/production/flags/\($0).json", $1) }
        files += cohorts.map { ("environments/production/cohorts/\($0).json", $1) }
        if let metrics { files.append((".flagctl/metrics.json", metrics)) }
        if let people { files.append((".flagctl/people.json", people)) }
        if let status { files.append((Self.statusPath, status)) }
        return files.map { (path: $0.0, text: $0.1) }
    }

    func expect(_ expected: [String], at location: SourceLocation = #_sourceLocation) {
        expectFindings(expected, in: files, sourceLocation: location)
    }
}
