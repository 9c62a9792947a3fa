import Documents

/// Where a path stands in the layout of a flag repository.
enum Placement {
    /// A document that flagctl reads.
    case document(DocumentKind)
    /// A template of messages.
    case template(String)
    /// A file that flagctl has no say in.
    case free
    /// A file that should not be where it is.
    case misplaced(Problem)

    init(path: String) {
        // As bytes: splitting into characters would cost as much as parsing a small document.
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
        switch parts.first {
        case "flags": self = Self.flags(parts.dropFirst())
        case "environments": self = Self.environments(parts.dropFirst())
        case ".flagctl": self = Self.settings(parts.dropFirst())
        case "communications": self = Self.communications(Array(parts.dropFirst()))
        case "feedback": self = Self.feedback(parts.dropFirst())
        default: self = .free
        }
    }

    private static func settings(_ parts: ArraySlice<Substring>) -> Placement {
        if parts.count == 2, parts.first == "templates", let name = parts.last { return template(name) }
        guard parts.count == 1 else { return .free }
        switch parts.first {
        case "config.json": return .document(.settings)
        case "people.json": return .document(.people)
        case "channels.json": return .document(.channels)
        case "metrics.json": return .document(.metrics)
        default: return .free
        }
    }

    private static func template(_ file: Substring) -> Placement {
        let name = String(file.dropLast(TemplatePath.suffix.count))
        guard file.hasSuffix(TemplatePath.suffix), KeyRule.problem(with: name) == nil else {
            return misplaced([file], hint: "a template is '\(TemplatePath.of("<name>"))'")
        }
        return .template(name)
    }

    private static func flags(_ parts: ArraySlice<Substring>) -> Placement {
        guard parts.count == 1, let name = parts.first, let key = stem(name) else {
            return misplaced(parts, hint: "a flag is 'flags/<key>.json'")
        }
        return keyed(key) { .flag($0) }
    }

    private static func communications(_ parts: [Substring]) -> Placement {
        guard parts.count == 2, let plan = stem(parts[1]) else {
            return misplaced(parts[...], hint: "what became of messages is 'communications/<env>/<plan>.json'")
        }
        guard let environment = EnvironmentKey(String(parts[0])) else {
            return .misplaced(.fileName(String(parts[0]), noun: EnvironmentKind.noun))
        }
        return keyed(plan) { .deliveries(environment, $0) }
    }

    private static func feedback(_ parts: ArraySlice<Substring>) -> Placement {
        guard parts.count == 1, let name = parts.first, let key = stem(name) else {
            return misplaced(parts, hint: "feedback is 'feedback/<key>.json'")
        }
        return keyed(key) { .feedback($0) }
    }

    private static func environments(_ parts: ArraySlice<Substring>) -> Placement {
        guard let folder = parts.first, parts.count > 1 else {
            return misplaced(parts, hint: "an environment is a folder with an 'environment.json'")
        }
        guard let environment = EnvironmentKey(String(folder)) else {
            return .misplaced(.fileName(String(folder), noun: EnvironmentKind.noun))
        }
        return environmentFile(Array(parts.dropFirst()), in: environment)
    }

    private static func environmentFile(_ parts: [Substring], in environment: EnvironmentKey) -> Placement {
        if parts == ["environment.json"] { return .document(.environment(environment)) }
        if parts.count == 2, let key = stem(parts[1]) {
            if parts[0] == "flags" { return keyed(key) { .state(environment, $0) } }
            if parts[0] == "cohorts" { return keyed(key) { .cohort(environment, $0) } }
        }
        if parts.count == 3, parts[0] == "rollouts" {
            if parts[2] == "plan.json" { return keyed(parts[1]) { .plan(environment, $0) } }
            if parts[2] == "status.json" { return keyed(parts[1]) { .status(environment, $0) } }
        }
        let names = parts.count == 1 ? ["environment.json"] : ["flags", "cohorts", "rollouts"]
        if let near = nearest(String(parts[0]), among: names), near != parts[0] {
            return misplaced(parts[...], hint: "did you mean '\(near)'?")
        }
        let known = "an environment has 'environment.json', 'flags/', 'cohorts/' and 'rollouts/<key>/plan.json'"
        return misplaced(parts[...], hint: known)
    }

    private static func keyed<Kind: NamedKind>(
        _ name: Substring, _ kind: (Key<Kind>) -> DocumentKind
    ) -> Placement {
        let text = String(name)
        guard let key = Key<Kind>(text) else { return .misplaced(.fileName(text, noun: Kind.noun)) }
        return .document(kind(key))
    }

    private static func stem(_ name: Substring) -> Substring? {
        guard name.utf8.count >= 5, name.utf8.suffix(5).elementsEqual(".json".utf8) else { return nil }
        return Substring(name.utf8.dropLast(5))
    }

    private static func misplaced(_ parts: ArraySlice<Substring>, hint: String) -> Placement {
        guard let name = parts.last, name != "README.md", name != ".gitkeep" else { return .free }
        return .misplaced(.unexpectedFile(isJSON: name.lowercased().hasSuffix(".json"), hint: hint))
    }
}

extension Problem {
    fileprivate static func fileName(_ text: String, noun: String) -> Problem {
        .invalidKey(text, noun: noun, why: KeyRule.problem(with: text) ?? "it is malformed")
    }

    /// JSON in the wrong place is likely a flag that is missing elsewhere; anything else is only in the way.
    fileprivate static func unexpectedFile(isJSON: Bool, hint: String) -> Problem {
        Problem("unexpected-file", "flagctl reads no such file", severity: isJSON ? .error : .warning, hint: hint)
    }
}
