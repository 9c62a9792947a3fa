/// Valid documents to break; `more` goes before the closing brace and starts with a comma.
enum Sample {
    static let environment = environment("production", order: "3")

    static func flag(_ key: String, mark: String = "", _ more: String = "") -> String {
        """
        { "key": \(mark)"\(key)", "name": "Name", "type": "boolean",
          "variants": { "on": true, "off": false }, "offVariant": "off"\(more) }
        """
    }

    static func state(
        _ key: String, mark: String = "", enabled: String = "true", fallthrough: String = "\"off\"", _ more: String = ""
    ) -> String {
        """
        { "flag": \(mark)"\(key)", "enabled": \(enabled), "fallthrough": \(`fallthrough`)\(more) }
        """
    }

    static func cohort(
        _ key: String, mark: String = "", match: String = #"{ "attribute": "beta", "operator": "exists" }"#,
        _ more: String = ""
    ) -> String {
        """
        { "key": \(mark)"\(key)", "match": \(match)\(more) }
        """
    }

    static func environment(_ key: String, mark: String = "", order: String = "1", _ more: String = "") -> String {
        """
        { "key": \(mark)"\(key)", "name": "Name", "order": \(order)\(more) }
        """
    }
}
