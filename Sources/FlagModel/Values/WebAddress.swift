/// Addresses of web pages.
public enum WebAddress {
    /// Whether a text is an address of http or https: ASCII without spaces, with a host, without a user or password.
    public static func isOne(_ text: String) -> Bool {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix) else { return false }
        let rest = text.dropFirst(scheme.count)
        let host = rest.prefix { !"/?#".contains($0) }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.value > 32 && $0.value < 127 && !"\"<>\\^`{|}".unicodeScalars.contains($0)
        }
        return isPlain && !host.isEmpty && !host.contains("@")
    }

    /// The address with a slash at its end, so that paths can follow; nil where it is none, or has a query or fragment.
    public static func folder(_ text: String) -> String? {
        guard isOne(text), !text.contains(where: { $0 == "?" || $0 == "#" }) else { return nil }
        return text.hasSuffix("/") ? text : text + "/"
    }
}
