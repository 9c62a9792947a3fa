import Documents
import FlagModel

/// The documents around some paths: those themselves, and what they refer to or are referred to by.
struct PartialContent {
    private let snapshot: Snapshot

    init(_ snapshot: Snapshot) { self.snapshot = snapshot }

    /// The documents at some paths with what is beside them, and others, all with what they refer to.
    func around(_ paths: [String], and others: [DocumentKind] = []) throws -> RepositoryContent {
        var content = RepositoryContent(isPartial: true)
        var open = try paths.flatMap { path in
            try DocumentKind(path: path).map { try [$0] + neighbours(of: $0) } ?? []
        }
        open += others
        var seen: Set<DocumentKind> = []
        while let kind = open.popLast() {
            guard seen.insert(kind).inserted else { continue }
            do {
                guard let bytes = try snapshot.bytes(at: kind.path) else {
                    content.markAbsent(path: kind.path)
                    continue
                }
                content.add(path: kind.path, bytes: bytes)
                open += try references(of: kind)
                for name in templates(of: kind, in: content) { try addTemplate(name, to: &content) }
            } catch RepositoryError.invalid(let findings) {
                for finding in findings { content.addProblem(finding) }
            }
        }
        return content
    }

    /// Documents that a change here can break though they are not touched.
    private func neighbours(of kind: DocumentKind) throws -> [DocumentKind] {
        switch kind {
        case .flag(let flag):
            return try snapshot.environmentKeys().map { .state($0, flag) }
        case .cohort(let environment, _):
            return try snapshot.cohortKeys(in: environment).map { .cohort(environment, $0) }
        case .plan(let environment, let plan): return [.status(environment, plan)]
        default: return []
        }
    }

    /// Documents that this one names.
    ///
    /// A status names none: what a run does, above all on the way down, never waits for what its plan has become.
    private func references(of kind: DocumentKind) throws -> [DocumentKind] {
        switch kind {
        case .flag(let flag):
            return try readable { try snapshot.flag(flag)?.requires.map { .flag($0.flag) } }
        case .state(let environment, let flag):
            return [.flag(flag), .environment(environment)]
                + (try readable {
                    try snapshot.state(flag, in: environment)?.rules.map { .cohort(environment, $0.cohort) }
                })
        case .cohort(let environment, let cohort):
            return try readable {
                try snapshot.cohort(cohort, in: environment)?.match.cohortReferences
                    .map { .cohort(environment, $0.cohort) }
            }
        case .plan(let environment, let plan):
            return [.environment(environment), .metrics, .people, .channels]
                + (try readable {
                    try (snapshot.plan(plan, in: environment)?.references(in: environment)).map(Array.init)
                })
        default: return []
        }
    }

    /// The templates that a plan's messages name, and that of the notice that its start has moved.
    private func templates(of kind: DocumentKind, in content: RepositoryContent) -> Set<String> {
        guard case .plan(let environment, let plan) = kind, let plan = content.plans[environment]?[plan] else {
            return []
        }
        let isAnnounced = plan.messages.contains(where: \.isNotice)
        return Set(plan.messages.map(\.template) + (isAnnounced ? [PlanMessage.changeTemplate] : []))
    }

    private func addTemplate(_ name: String, to content: inout RepositoryContent) throws {
        let path = TemplatePath.of(name)
        if let bytes = try snapshot.bytes(at: path) {
            content.add(path: path, bytes: bytes)
        } else {
            content.markAbsent(path: path)
        }
    }

    /// A document with errors names nothing that can be followed; its errors are reported anyway.
    private func readable(_ read: () throws -> [DocumentKind]?) throws -> [DocumentKind] {
        do {
            return try read() ?? []
        } catch RepositoryError.invalid {
            return []
        }
    }
}
