import Documents

/// Reads one document into a model and collects everything that is wrong with it.
///
/// Readers return nil where they reported an error, so that the next one can go on.
final class Decoding {
    let document: JSONDocument
    let path: String
    private var findings: [Finding] = []
    private var failed = false

    private init(_ document: JSONDocument, at path: String) {
        self.document = document
        self.path = path
    }

    /// Decodes the root of a document; nil exactly where an error was found.
    static func run<Model>(
        _ document: JSONDocument, at path: String, into findings: inout [Finding],
        _ read: (Decoding, JSONNode) -> Model?
    ) -> Model? {
        let decoding = Decoding(document, at: path)
        let model = read(decoding, document.root)
        if !decoding.findings.isEmpty { findings += decoding.findings.sorted() }
        return decoding.failed ? nil : model
    }

    func report(_ problem: Problem, at offset: Int) {
        if problem.severity == .error { failed = true }
        findings.append(problem.finding(path: path, position: document.position(of: offset)))
    }

    func report(_ problem: Problem, at node: JSONNode) {
        report(problem, at: node.range.lowerBound)
    }
}
