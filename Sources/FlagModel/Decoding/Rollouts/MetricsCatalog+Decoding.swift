public import Documents

extension MetricsCatalog {
    /// Decodes the catalogue; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> MetricsCatalog? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in
            guard let object = ObjectReader(node, "the metrics", members: memberOrder, in: decoding) else { return nil }
            let sources = object.required("sources") { decoding.named($0, decoding.source, \.key) }
            let kinds = (sources ?? []).reduce(into: [:]) { $0[$1.key] = $1.kind }
            let metrics = object.required("metrics") { list in
                decoding.named(list, { decoding.metric($0, kinds) }, \.key)
            }
            guard let sources, let metrics else { return nil }
            return MetricsCatalog(sources: sources, metrics: metrics)
        }
    }
}

extension Decoding {
    fileprivate func source(_ node: JSONNode) -> MetricSource? {
        guard let object = ObjectReader(node, "a source", members: MetricSource.memberOrder, in: self) else {
            return nil
        }
        let key: SourceKey? = object.required("key", key)
        let kind: MetricSource.Kind? = object.required("type") { word($0, noun: "type of source") }
        let url = object.optional("url", address)
        let timeout = object.optional("timeout", seconds) ?? MetricSource.defaultTimeout
        guard let key, let kind else { return nil }
        switch kind {
        case .prometheus, .http: if object["url"] == nil { report(.missingMember("url"), at: node) }
        case .file, .manual: if let place = object["url"] { report(.needlessAddress(kind), at: place) }
        }
        return MetricSource(
            key: key, kind: kind, url: url, timeout: timeout,
            bearerTokenVariable: object.optional("bearerTokenVariable", variable),
            userVariable: object.optional("userVariable", variable),
            passwordVariable: object.optional("passwordVariable", variable), caFile: object.optional("caFile", text))
    }

    /// An address that HTTP is spoken at, without user, query or fragment.
    private func address(_ node: JSONNode) -> String? {
        guard let url = text(node) else { return nil }
        let rest = ["http://", "https://"].first { url.hasPrefix($0) }.map { url.dropFirst($0.count) }
        let isPlain = url.unicodeScalars.allSatisfy {
            $0.value > 32 && $0.value < 127 && !"@?#{}\"<>\\^`|".unicodeScalars.contains($0)
        }
        if let rest, let first = rest.first, first != "/", isPlain { return url }
        report(.invalidAddress(url), at: node)
        return nil
    }

    fileprivate func metric(_ node: JSONNode, _ kinds: [SourceKey: MetricSource.Kind]) -> MetricDefinition? {
        guard let object = ObjectReader(node, "a metric", members: MetricDefinition.memberOrder, in: self) else {
            return nil
        }
        let key: MetricKey? = object.required("key", key)
        let source: SourceKey? = object.required("source", self.key)
        guard let key, let source else { return nil }
        guard let kind = kinds[source] else {
            if let place = object["source"] {
                report(.unknownSource(source, known: kinds.keys.map(\.text).sorted()), at: place)
            }
            return nil
        }
        let name = object.optional("name", text)
        let unit = object.optional("unit", text)
        let arguments = object.optional("arguments", arguments) ?? [:]
        return query(object, kind).map {
            MetricDefinition(key: key, name: name, unit: unit, source: source, query: $0, arguments: arguments)
        }
    }

    private func query(_ object: ObjectReader, _ kind: MetricSource.Kind) -> MetricDefinition.Query? {
        let own: [String] =
            switch kind {
            case .prometheus: ["query"]
            case .http: ["path", "measure", "pointer"]
            case .file: ["path", "series"]
            case .manual: ["roles"]
            }
        for name in ["query", "path", "measure", "pointer", "series", "roles"] where !own.contains(name) {
            if let place = object[name] { report(.needlessQuery(name, kind), at: place) }
        }
        switch kind {
        case .prometheus: return object.required("query", text).map { .prometheus($0) }
        case .manual: return .manual(roles: object.optional("roles", words) ?? [])
        case .file:
            let series = object.optional("series", text)
            return object.required("path", filePath).map { .file(path: $0, series: series) }
        case .http:
            let path = object.required("path", self.text)
            let probe = object.required("measure") { self.probe($0, object) }
            guard let path, let probe else { return nil }
            return .http(path: path, probe)
        }
    }

    /// A path below the repository's root.
    private func filePath(_ node: JSONNode) -> String? {
        guard let path = text(node) else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.allSatisfy({ !$0.isEmpty && $0 != ".." && $0 != "." && $0 != ".git" }) { return path }
        report(.outside(path), at: node)
        return nil
    }

    private func probe(_ node: JSONNode, _ object: ObjectReader) -> MetricDefinition.Probe? {
        guard let text = string(node) else { return nil }
        switch text {
        case "status": return .status
        case "latency": return .latency
        case "value": return object.required("pointer", self.text).map { .value(pointer: $0) }
        default:
            report(.unknownProbe(text), at: node)
            return nil
        }
    }
}

extension Problem {
    fileprivate static func needlessAddress(_ kind: MetricSource.Kind) -> Problem {
        Problem("source-member", "a source of type '\(kind.rawValue)' has no address", hint: "remove 'url'")
    }

    fileprivate static func invalidAddress(_ text: String) -> Problem {
        Problem(
            "invalid-url", "'\(text)' is no address of HTTP",
            hint: "write it as https://prometheus.example.com; names and passwords go into environment variables")
    }

    static var noVariable: Problem {
        Problem(
            "invalid-variable", "this is no name of an environment variable",
            hint: "write the variable's name, such as PROMETHEUS_TOKEN, never the secret itself")
    }

    fileprivate static func unknownSource(_ key: SourceKey, known: [String]) -> Problem {
        Problem("undefined-source", "there is no source '\(key)'", hint: nearHint(key.text, among: known))
    }

    fileprivate static func needlessQuery(_ name: String, _ kind: MetricSource.Kind) -> Problem {
        Problem(
            "metric-member", "a metric of a source of type '\(kind.rawValue)' has no '\(name)'", hint: "remove it")
    }

    fileprivate static func outside(_ path: String) -> Problem {
        Problem(
            "invalid-path", "'\(path)' is no path below the repository's root", hint: "write it as measurements/s4.csv")
    }

    fileprivate static func unknownProbe(_ text: String) -> Problem {
        let known = ["status", "latency", "value"]
        let near = nearest(text, among: known).map { "did you mean '\($0)'?" }
        return Problem(
            "unknown-value", "there is no measure '\(text)'", hint: near ?? "it is one of \(listed(known, by: "or"))")
    }
}
