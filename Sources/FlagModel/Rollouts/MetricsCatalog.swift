/// Where measurements come from: `.flagctl/metrics.json`.
public struct MetricsCatalog: Sendable, Hashable {
    /// The sources.
    public var sources: [MetricSource]
    /// What is measured there.
    public var metrics: [MetricDefinition]

    /// The members of the file in canonical order.
    public static let memberOrder = ["$schema", "sources", "metrics", "metadata"]

    /// Makes a catalogue.
    public init(sources: [MetricSource] = [], metrics: [MetricDefinition] = []) {
        self.sources = sources
        self.metrics = metrics
    }

    /// A metric by its key; nil where there is none.
    public func metric(_ key: MetricKey) -> MetricDefinition? { metrics.first { $0.key == key } }

    /// A source by its key; nil where there is none.
    public func source(_ key: SourceKey) -> MetricSource? { sources.first { $0.key == key } }
}

/// A place that measurements come from.
public struct MetricSource: Sendable, Hashable {
    /// What kind of place it is.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A Prometheus server, or what answers its HTTP API.
        case prometheus
        /// A web server that is asked at the moment.
        case http
        /// A file of measurements in the repository.
        case file
        /// People, who report what they saw.
        case manual
    }

    /// The source's key.
    public var key: SourceKey
    /// What kind of place it is.
    public var kind: Kind
    /// Where it answers: `http://` or `https://`, with a path where it has one; for Prometheus and HTTP.
    public var url: String?
    /// How long an answer may take, in seconds, 1 or more.
    public var timeout: Int
    /// The environment variable with a bearer token.
    public var bearerTokenVariable: String?
    /// The environment variable with a user's name for basic authentication.
    public var userVariable: String?
    /// The environment variable with the password for basic authentication.
    public var passwordVariable: String?
    /// A file with the certificates to trust, relative to the repository's root.
    public var caFile: String?

    /// How long an answer may take where a source does not say, in seconds.
    public static let defaultTimeout = 10

    /// The members in canonical order.
    public static let memberOrder = [
        "key", "type", "url", "timeout", "bearerTokenVariable", "userVariable", "passwordVariable", "caFile",
        "metadata",
    ]

    /// Makes a source.
    public init(
        key: SourceKey, kind: Kind, url: String? = nil, timeout: Int = MetricSource.defaultTimeout,
        bearerTokenVariable: String? = nil, userVariable: String? = nil, passwordVariable: String? = nil,
        caFile: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.url = url
        self.timeout = timeout
        self.bearerTokenVariable = bearerTokenVariable
        self.userVariable = userVariable
        self.passwordVariable = passwordVariable
        self.caFile = caFile
    }
}

/// Something that is measured.
public struct MetricDefinition: Sendable, Hashable {
    /// What is taken of an HTTP answer.
    public enum Probe: Sendable, Hashable {
        /// 1 for a status of 200 to 299, else 0.
        case status
        /// The time until the answer is complete, in milliseconds.
        case latency
        /// The number at a JSON pointer (RFC 6901).
        case value(pointer: String)
    }

    /// How the metric is asked for, with `{{name}}` where an argument stands.
    public enum Query: Sendable, Hashable {
        /// PromQL.
        case prometheus(String)
        /// A path below the source's address.
        case http(path: String, Probe)
        /// A file of measurements relative to the repository's root, and the series in it.
        case file(path: String, series: String?)
        /// Reports by people who hold one of the roles; by anybody where none is named.
        case manual(roles: [String])
    }

    /// The metric's key.
    public var key: MetricKey
    /// What people call it.
    public var name: String?
    /// The unit of its values, for readers, such as `%` or `ms`.
    public var unit: String?
    /// Where it comes from.
    public var source: SourceKey
    /// How it is asked for.
    public var query: Query
    /// Values for the placeholders.
    public var arguments: [String: String]

    /// The members in canonical order.
    public static let memberOrder = [
        "key", "name", "unit", "source", "query", "path", "measure", "pointer", "series", "roles", "arguments",
        "metadata",
    ]

    /// Makes a metric.
    public init(
        key: MetricKey, name: String? = nil, unit: String? = nil, source: SourceKey, query: Query,
        arguments: [String: String] = [:]
    ) {
        self.key = key
        self.name = name
        self.unit = unit
        self.source = source
        self.query = query
        self.arguments = arguments
    }

    /// What people call it: its name, else its key.
    public var title: String { name ?? key.text }
}
