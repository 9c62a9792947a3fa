import Documents

/// Collects the findings of rules, with their positions and the files that they are about.
final class ValidationReport {
    /// How many names get a near name in a run: the search goes over all keys, and a broken rename breaks thousands.
    private static let nearNameLimit = 20

    let today: CalendarDate?
    private let content: RepositoryContent
    private let touching: Set<String>?
    private(set) var findings: [Finding] = []
    private var nearNames: [String: String?] = [:]
    private var last: (path: String, document: JSONDocument?)?

    init(_ content: RepositoryContent, today: CalendarDate?, touching: Set<String>?) {
        self.content = content
        self.today = today
        self.touching = touching
    }

    /// Adds a finding; `concerned` are the files besides its own that a change to may have caused it.
    func add(_ problem: Problem, in kind: DocumentKind, at place: Place? = nil, concerned: [DocumentKind] = []) {
        let path = kind.path
        if let touching, !touching.contains(path), !concerned.contains(where: { touching.contains($0.path) }) { return }
        findings.append(problem.finding(path: path, position: place.flatMap { position($0, in: path) }))
    }

    /// A hint with the nearest of the names there are, else another hint.
    func near(_ word: String, among words: @autoclosure () -> [String], else other: String? = nil) -> String? {
        if nearNames[word] == nil, nearNames.count < Self.nearNameLimit {
            nearNames[word] = .some(nearest(word, among: words()))
        }
        return nearNames[word].flatMap(\.self).map { "did you mean '\($0)'?" } ?? other
    }

    private func position(_ place: Place, in path: String) -> SourcePosition? {
        if last?.path != path { last = (path, content.document(at: path)) }
        guard let document = last?.document else { return nil }
        switch place {
        case .value(let path): return document.node(at: path).map { document.position(of: $0.range.lowerBound) }
        case .name(let path):
            guard case .member(let name) = path.last else { return nil }
            let member = document.node(at: path.dropLast())?.object?.first { $0.name == name }
            return member.map { document.position(of: $0.nameRange.lowerBound) }
        }
    }
}
