/// The documents of DESIGN.md, section 1.
enum Examples {
    static let flag = """
        {
          "$schema": "../.flagctl/schemas/flag.schema.json",
          "key": "CSF",
          "name": "CSF Grid",
          "description": "Read-only grid of the CSF taxonomy",
          "type": "boolean",
          "variants": { "on": true, "off": false },
          "offVariant": "off",
          "codeDefault": "on",
          "environmentVariable": "FEATURE_CSF_ENABLED",
          "owner": "grc-platform",
          "groups": ["s4"],
          "requires": [{ "flag": "PORTAL", "variant": "on" }],
          "lifecycle": { "stage": "beta", "created": "2025-08-18", "expires": "2026-02-28" },
          "links": { "documentation": "/docs/features/csf", "feedback": "/feedback/csf", "tutorial": "/docs/csf/tour" },
          "metadata": { "jira": "S4-101" }
        }
        """

    static let state = """
        {
          "$schema": "../../../.flagctl/schemas/state.schema.json",
          "flag": "CSF",
          "enabled": true,
          "rules": [
            { "cohort": "early-adopters", "serve": "on" },
            { "cohort": "regular-users", "serve": { "on": 75, "off": 25 } }
          ],
          "fallthrough": "off",
          "bucketBy": "account.id",
          "salt": "CSF-2"
        }
        """

    static let cohort = """
        {
          "$schema": "../../../.flagctl/schemas/cohort.schema.json",
          "key": "early-adopters",
          "name": "Early adopters",
          "description": "Beta participants and daily users",
          "share": 10,
          "releaseDelay": "P0D",
          "match": { "any": [
            { "attribute": "beta", "operator": "equals", "value": true },
            { "attribute": "activeDays30", "operator": "greaterThanOrEquals", "value": 25 } ] }
        }
        """

    static let environment = """
        {
          "$schema": "../../.flagctl/schemas/environment.schema.json",
          "key": "production", "name": "Production", "order": 3, "population": 150000,
          "policy": {
            "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "signed", "validFor": "P14D", "selfApproval": false },
            "lowering": { "required": 0, "reviewWithin": "P1D" },
            "freezes": [{ "from": "2026-12-19T00:00:00Z", "to": "2027-01-02T00:00:00Z", "reason": "Year end" }],
            "version": 2
          }
        }
        """

    static let settings = """
        { "$schema": "schemas/config.schema.json", "formatVersion": 1, "protectedBranch": "main", "bucketing": "flagd-v3" }
        """

    static let people = """
        {
          "$schema": "schemas/people.schema.json",
          "people": [
            { "key": "priya", "name": "Priya N", "emails": ["priya@example.com"], "roles": ["product-owner"], "keys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHbsRnAWuEbuKjgDbYFDHwPmXdwjAzRI0OlXuOKkKD9m priya"] },
            { "key": "sam", "name": "Sam", "emails": ["sam@example.com"], "accounts": [{ "forge": "github", "id": 583231, "login": "sam" }] }
          ],
          "groups": [{ "key": "platform", "name": "Platform", "members": ["priya", "sam"] }],
          "forges": [{ "key": "github", "name": "GitHub", "keys": ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKtnbQvFdoTiqpuPMYLrLYMVbb8EtvXxyf6Nq4jq3fRO flags"] }]
        }
        """
}
