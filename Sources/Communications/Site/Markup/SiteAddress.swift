/// Addresses that a page may link to.
enum SiteAddress {
    /// An address of http, https or mailto as it is; a path from a server's root where it is known which server that is.
    ///
    /// Everything else is no link: a page never leads to a script or a file.
    static func safe(_ text: String, base: String?) -> String? {
        guard text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
        let lower = text.lowercased()
        for scheme in ["https://", "http://", "mailto:"] where lower.hasPrefix(scheme) && lower != scheme {
            return text
        }
        guard text.hasPrefix("/"), !text.hasPrefix("//"), !text.hasPrefix("/\\"), let base else { return nil }
        return origin(of: base).map { $0 + text }
    }

    /// `https://flags.example.com` of `https://flags.example.com/site/`.
    static func origin(of base: String) -> String? {
        guard let scheme = base.firstRange(of: "://") else { return nil }
        let host = base[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return host.isEmpty ? nil : String(base[..<scheme.upperBound]) + host
    }

    /// The host's name alone, for names that bear it; nothing of one that is a number of IPv6.
    static func host(of base: String) -> String? {
        let host = place(of: base).prefix { $0 != "/" && $0 != ":" }
        return host.isEmpty || host.hasPrefix("[") ? nil : host.lowercased()
    }

    /// `acme.github.io/flags` of `https://acme.github.io/flags/`: where a site is, as people say it.
    static func place(of base: String) -> String {
        guard let origin = origin(of: base), let scheme = origin.firstRange(of: "://") else { return base }
        let host = origin[scheme.upperBound...].split(separator: "@").last ?? ""
        let folder = base.dropFirst(origin.count)
        return "\(host)\(folder.hasSuffix("/") ? folder.dropLast() : folder)"
    }
}
