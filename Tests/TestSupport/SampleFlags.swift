/// The files of a small flag repository: three flags, two environments of which production asks for an approval.
public enum SampleFlags {
    /// Text by path.
    public static let files: [String: String] = [
        ".flagctl/config.json": """
        { "formatVersion": 1, "protectedBranch": "main", "bucketing": "flagd-v3" }

        """,
        ".flagctl/people.json": people,
        "README.md": "Not a document.\n",
        "hooks/pre-commit": "#!/bin/sh\nexit 0\n",
        "environments/development/environment.json": """
        { "key": "development", "name": "Development", "order": 1 }

        """,
        "environments/production/environment.json": production,
        "environments/development/cohorts/early-adopters.json": cohort("early-adopters", share: 10),
        "environments/production/cohorts/early-adopters.json": cohort("early-adopters", share: 10),
        "environments/production/cohorts/regular-users.json": cohort("regular-users", share: 60),
        "flags/CSF.json": flag("CSF", groups: "s4"),
        "flags/CHAT.json": flag("CHAT", groups: "s4"),
        "flags/theme.json": theme,
        "environments/development/flags/CSF.json": state("CSF"),
        "environments/development/flags/CHAT.json": state("CHAT"),
        "environments/development/flags/theme.json": state("theme", fallthrough: "\"light\""),
        "environments/production/flags/CSF.json": state("CSF"),
        "environments/production/flags/CHAT.json": state("CHAT", enabled: true),
        "environments/production/flags/theme.json": state(
            "theme", enabled: true, rules: [("early-adopters", "\"dark\"")], fallthrough: "\"light\""),
    ]

    /// A boolean flag's definition.
    public static func flag(_ key: String, groups: String? = nil, more: String = "") -> String {
        let groups = groups.map { ",\n  \"groups\": [\"\($0)\"]" } ?? ""
        return """
            {
              "key": "\(key)",
              "name": "\(key)",
              "type": "boolean",
              "variants": { "on": true, "off": false },
              "offVariant": "off",
              "codeDefault": "off"\(groups)\(more)
            }

            """
    }

    /// A flag's state; `rules` are cohorts and what they are served, as JSON.
    public static func state(
        _ flag: String, enabled: Bool = false, rules: [(String, String)] = [], fallthrough: String = "\"on\"",
        more: String = ""
    ) -> String {
        let list = rules.map { "    { \"cohort\": \"\($0.0)\", \"serve\": \($0.1) }" }.joined(separator: ",\n")
        return """
            {
              "flag": "\(flag)",
              "enabled": \(enabled),
              "rules": [\(list.isEmpty ? "" : "\n\(list)\n  ")],
              "fallthrough": \(`fallthrough`)\(more)
            }

            """
    }

    /// A cohort whose members have an attribute of its name.
    public static func cohort(_ key: String, share: Int, attribute: String? = nil) -> String {
        """
        {
          "key": "\(key)",
          "name": "\(key)",
          "share": \(share),
          "match": { "attribute": "\(attribute ?? key)", "operator": "equals", "value": true }
        }

        """
    }

    /// Ann is the author of commits; Priya may approve, Mike may not.
    static let people = """
        {
          "people": [
            { "key": "ann", "name": "Ann Author", "emails": ["ann@example.com"], "roles": ["product-owner"] },
            { "key": "priya", "name": "Priya N", "emails": ["priya@example.com"], "roles": ["product-owner"] },
            { "key": "mike", "name": "Mike", "emails": ["mike@example.com"], "roles": ["engineer"] }
          ],
          "groups": []
        }

        """

    /// An environment that asks a product owner.
    public static let production = """
        {
          "key": "production",
          "name": "Production",
          "order": 3,
          "population": 150000,
          "policy": {
            "approvals": { "required": 1, "roles": ["product-owner"], "evidence": "claimed", "selfApproval": false },
            "lowering": { "required": 0, "reviewWithin": "P1D" }
          }
        }

        """

    static let theme = """
        {
          "key": "theme",
          "name": "Theme",
          "type": "string",
          "variants": { "light": "light", "dark": "dark", "plain": "plain" },
          "offVariant": "plain",
          "codeDefault": "plain"
        }

        """
}
