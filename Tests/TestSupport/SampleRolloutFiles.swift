/// A rollout of two phases for the flag CSF, in the production of ``SampleFlags`` or of this project's own flags.
public enum SampleRolloutFiles {
    /// Where the plan is.
    public static let planPath = "environments/production/rollouts/csf/plan.json"
    /// Where its status is.
    public static let statusPath = "environments/production/rollouts/csf/status.json"

    /// The plan and what it measures, by path.
    public static let files: [String: String] = [".flagctl/metrics.json": metrics, planPath: plan]

    /// The metrics: one from a file, one that people report.
    public static let metrics = """
        {
          "sources": [
            { "key": "exports", "type": "file" },
            { "key": "team", "type": "manual" }
          ],
          "metrics": [
            { "key": "error-rate", "unit": "%", "source": "exports", "path": "measurements/errors.csv", "series": "{{service}}", "arguments": { "service": "all" } },
            { "key": "open-bugs", "source": "team", "roles": ["product-owner"] }
          ]
        }

        """

    /// The plan.
    public static let plan = """
        {
          "key": "csf",
          "name": "CSF for everybody",
          "description": "A quarter first, then everybody",
          "owner": "Priya N, Product Owner",
          "roles": { "resume": ["product-owner"] },
          "watch": { "maxAge": "PT10M" },
          "phases": [
            {
              "key": "canary",
              "name": "Canary",
              "description": "Picked at random",
              "risk": "low",
              "prerequisites": [
                { "key": "deployed", "text": "Deployed to production", "done": true },
                { "key": "dashboards", "text": "Dashboards configured", "roles": ["engineer", "engineering-lead"] }
              ],
              "tasks": [
                { "key": "brief", "text": "Support team briefed" },
                { "key": "survey", "text": "Survey sent", "optional": true }
              ],
              "steps": [
                {
                  "name": "A quarter",
                  "set": [{ "flag": "CSF", "enabled": true, "serve": { "on": 25, "off": 75 } }],
                  "hold": "P1D"
                },
                { "name": "Everybody", "set": [{ "flag": "CSF", "serve": "on" }], "hold": "P1D" }
              ],
              "criteria": [
                {
                  "key": "errors",
                  "name": "Error rate rises by less than 0.1 points",
                  "metric": "error-rate",
                  "compare": "delta",
                  "window": "PT1H",
                  "success": { "operator": "lessThan", "value": 0.1 },
                  "failure": { "operator": "greaterThan", "value": 0.5 }
                },
                {
                  "key": "bugs",
                  "name": "No open bugs",
                  "metric": "open-bugs",
                  "success": { "operator": "equals", "value": 0 }
                }
              ],
              "gate": { "roles": ["product-owner"], "hold": "P2D" },
              "rollback": { "strategy": "gradual", "ladder": [50, 25, 0], "every": "PT10M" }
            },
            {
              "key": "launch",
              "name": "Launch",
              "delay": "P7D",
              "prerequisites": [
                { "key": "passed", "text": "Canary passed", "check": { "phase": "canary" } },
                { "key": "everybody", "text": "Everybody has it", "check": { "flag": "CSF", "variant": "on" } }
              ],
              "tasks": [{ "key": "announce", "text": "Announced to *all* users" }]
            }
          ],
          "guards": [
            {
              "key": "crashes",
              "name": "Error rate exceeds 5%",
              "metric": "error-rate",
              "window": "PT1H",
              "failure": { "operator": "greaterThan", "value": 5 },
              "action": { "strategy": "immediate" }
            },
            { "key": "data-loss", "name": "Any data loss", "reportedBy": ["engineer", "engineering-lead"], "action": { "strategy": "pause" } }
          ],
          "measures": [
            { "name": "Error rate", "metric": "error-rate", "baseline": "0.02%", "target": "<0.1% increase" }
          ],
          "risks": [
            { "risk": "Load", "likelihood": "medium", "impact": "high", "mitigation": "Tested | twice" }
          ],
          "contacts": [{ "who": "Priya", "role": "product-owner", "about": "Gates" }],
          "messages": [
            { "key": "begin", "when": "phase canary", "channels": ["in-app"], "text": "All @users: it begins" }
          ],
          "metadata": { "created": "2026-01-01", "teamSize": 5, "status": "Draft" }
        }

        """
}
