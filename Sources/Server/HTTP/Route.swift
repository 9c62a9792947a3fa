/// What a request is about.
enum Route: Sendable, Hashable {
    /// One flag; the environment where the path names it.
    case evaluate(key: String, environment: String?)
    /// All flags.
    case evaluateAll(environment: String?)
    /// The event stream.
    case events(environment: String?)
    /// The environment as a flagd flag file.
    case flagdFile(environment: String?)
    /// Whether the process lives.
    case health
    /// Whether it serves, and what.
    case readiness
    /// What it counted.
    case metrics
    /// A forge says that there is something new.
    case refresh
    /// A file of the status site, by its path below the site's.
    case site(path: String)
    /// The server's own address, or the site's without its slash: leads to the site.
    case toSite
    /// The path cannot be decoded.
    case malformed
    /// Anything else.
    case unknown

    /// The route of a request target (RFC 9112, section 3.2) and its query.
    ///
    /// Parts are told apart before they are decoded, so that an encoded slash is part of a key; as bytes, which is
    /// what a path consists of, and much quicker than as characters.
    static func of(_ target: String) -> (route: Route, query: Substring) {
        var path = target.utf8[...]
        var query = Substring()
        if let mark = path.firstIndex(of: UInt8(ascii: "?")) {
            query = Substring(path[path.index(after: mark)...])
            path = path[..<mark]
        }
        if path.first != slash, let scheme = Substring(path).firstRange(of: "://") {
            // A proxy's form of a target.
            let rest = path[scheme.upperBound...]
            path = rest.firstIndex(of: slash).map { rest[$0...] } ?? "/".utf8[...]
        }
        guard path.first == slash else { return (.unknown, query) }
        return (of(path.dropFirst().split(separator: slash, omittingEmptySubsequences: false)), query)
    }

    private static let slash = UInt8(ascii: "/")

    private static func of(_ parts: [Substring.UTF8View]) -> Route {
        guard parts.count > 2, parts[0].says("environments") else { return of(parts[...], nil) }
        guard let environment = PercentDecoding.decoded(Substring(parts[1])) else { return .malformed }
        return of(parts[2...], environment)
    }

    private static func of(_ parts: ArraySlice<Substring.UTF8View>, _ environment: String?) -> Route {
        let first = parts.startIndex
        if parts.count >= 3, parts[first].says("ofrep"), parts[first + 1].says("v1") {
            if parts.count == 3, parts[first + 2].says("events") { return .events(environment: environment) }
            guard parts.count >= 4, parts[first + 2].says("evaluate"), parts[first + 3].says("flags") else {
                return .unknown
            }
            if parts.count == 4 { return .evaluateAll(environment: environment) }
            guard parts.count == 5, !parts[first + 4].isEmpty else { return .unknown }
            guard let key = PercentDecoding.decoded(Substring(parts[first + 4])) else { return .malformed }
            return .evaluate(key: key, environment: environment)
        }
        if parts.count == 2, parts[first].says("flagd"), parts[first + 1].says("flags.json") {
            return .flagdFile(environment: environment)
        }
        guard environment == nil else { return .unknown }
        if parts.count > 1, parts[first].says("site") { return site(parts.dropFirst()) }
        guard parts.count == 1 else { return .unknown }
        switch Substring(parts[first]) {
        case "", "site": return .toSite
        case "healthz": return .health
        case "readyz": return .readiness
        case "metrics": return .metrics
        case "refresh": return .refresh
        default: return .unknown
        }
    }

    private static func site(_ parts: ArraySlice<Substring.UTF8View>) -> Route {
        let decoded = parts.map { PercentDecoding.decoded(Substring($0)) }
        guard decoded.allSatisfy({ $0 != nil }) else { return .malformed }
        return .site(path: decoded.compactMap(\.self).joined(separator: "/"))
    }

    /// The methods that it has, the first one first.
    var methods: [String] {
        switch self {
        case .evaluate, .evaluateAll, .refresh: ["POST"]
        case .events: ["GET"]
        case .flagdFile, .health, .readiness, .metrics, .site, .toSite: ["GET", "HEAD"]
        case .malformed, .unknown: []
        }
    }

    /// What it is called where requests are counted.
    var name: RouteName {
        switch self {
        case .evaluate: .evaluate
        case .evaluateAll: .evaluateAll
        case .events: .events
        case .flagdFile: .flagd
        case .health: .health
        case .readiness: .readiness
        case .metrics: .metrics
        case .refresh: .refresh
        case .site, .toSite: .site
        case .malformed, .unknown: .other
        }
    }
}

/// The names of routes, few and known.
enum RouteName: String, Sendable, Hashable, CaseIterable {
    case evaluate, evaluateAll, events, flagd, health, readiness, metrics, refresh, site, other
}

extension Substring.UTF8View {
    /// Whether these are the bytes of a word.
    fileprivate func says(_ word: StaticString) -> Bool {
        elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
