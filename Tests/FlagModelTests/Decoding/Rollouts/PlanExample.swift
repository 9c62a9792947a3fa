/// A plan with everything that a plan can say.
enum PlanExample {
    static let text = #"""
        {
          "$schema": "../../../../.flagctl/schemas/plan.schema.json",
          "key": "s4-ga", "name": "S4 feature rollout", "description": "…", "owner": "Sarah Chen, Product Manager",
          "roles": { "start": ["product-owner"], "promote": [], "resume": ["product-owner"], "task": [] },
          "watch": { "maxAge": "PT5M" },
          "phases": [
            { "key": "csf-grid", "name": "CSF Grid", "description": "…", "risk": "low", "delay": "P7D",
              "prerequisites": [
                { "key": "deployed", "text": "Production deployment successful", "done": true },
                { "key": "csf-done", "text": "CSF Grid rollout successful", "check": { "phase": "csf-grid" } },
                { "key": "flag-on", "text": "Portal", "check": { "flag": "CSF", "variant": "on" } } ],
              "tasks": [
                { "key": "brief", "text": "Brief support", "roles": ["product-manager"], "optional": true } ],
              "steps": [
                { "name": "For everybody", "set": [ { "flag": "CSF", "enabled": true, "serve": "on" } ], "hold": "P2D" },
                { "set": [
                    { "flag": "dreams", "cohort": "regular-users", "serve": { "on": 75, "off": 25 } },
                    { "flag": "dreams", "cohort": "staff", "remove": true } ], "hold": "P7D" } ],
              "criteria": [
                { "key": "errors", "name": "No increase", "metric": "error-rate", "arguments": { "service": "csf" },
                  "compare": "delta", "baselineWindow": "PT1H", "window": "PT10M", "aggregate": "maximum",
                  "success": { "operator": "lessThan", "value": 0.1 },
                  "failure": { "operator": "greaterThan", "value": 0.5 }, "minSamples": 3, "failureLimit": 1 } ],
              "gate": { "roles": ["product-owner", "compliance-officer"], "hold": "P2D" },
              "rollback": { "strategy": "gradual", "ladder": [50, 12.5, 0], "every": "PT10M", "scope": "plan" } },
            { "key": "done", "name": "Done", "rollback": { "strategy": "partial", "keep": ["staff"] } } ],
          "guards": [
            { "key": "error-rate", "name": "Errors", "metric": "error-rate", "window": "PT5M",
              "failure": { "operator": "greaterThan", "value": 10 }, "action": { "strategy": "immediate" },
              "phases": ["csf-grid"] },
            { "key": "data-loss", "reportedBy": ["engineering-lead", "qa-lead"], "action": { "strategy": "pause" } } ],
          "measures": [
            { "name": "p95", "metric": "delivery-p95", "baseline": "N/A", "target": "<500ms", "method": "APM" } ],
          "risks": [ { "risk": "R", "likelihood": "medium", "impact": "high", "mitigation": "M" } ],
          "contacts": [ { "who": "Engineering Lead", "role": "engineering-lead", "about": "Flags" } ],
          "schedule": { "start": "2026-02-16T09:00:00+01:00", "timeZone": "Europe/Berlin" },
          "links": { "Migration guide": "https://example.com/migration" },
          "messages": [
            { "key": "canary-start", "when": "start", "channels": ["email"], "text": "Rollout beginning" } ],
          "metadata": { "jira": "S4-1" }, "x-own": 1
        }
        """#
}
