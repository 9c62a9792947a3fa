import Crypto
import Documents

/// Entity tags (RFC 9110, sections 8.8.3 and 13.1.2).
enum EntityTag {
    /// The tag of all flags' evaluations: of the configuration and of the context.
    static func of(_ version: ConfigurationVersion, context: ArraySlice<UInt8>) -> String {
        "\"\(version.text)-\(Hexadecimal.text(SHA256.hash(data: context).prefix(8)))\""
    }

    /// The tag of an environment as a file.
    static func of(_ version: ConfigurationVersion) -> String { "\"\(version.text)\"" }

    /// Whether a tag is among those of an If-None-Match field.
    static func matches(_ field: String?, _ tag: String) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { part in
            let candidate = part.filter { $0 != " " && $0 != "\t" }
            return candidate == "*" || candidate == tag || candidate == "W/" + tag || "\"\(candidate)\"" == tag
        }
    }
}
