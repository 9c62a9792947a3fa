import Documents

/// Refuses flags that require each other in a circle.
///
/// What such a flag serves would depend on itself.
enum RequiresCycle: ValidationRule {
    static let id = "requires-cycle"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var edges: [FlagKey: [FlagKey]] = [:]
        for (key, flag) in content.flags where !flag.requires.isEmpty {
            edges[key] = flag.requires.map(\.flag)
        }
        for circle in circles(in: edges) {
            guard let first = circle.first else { continue }
            let next = circle.count > 1 ? circle[1] : first
            let index = content.flags[first]?.requires.firstIndex { $0.flag == next }
            report.add(
                .requiresCycle(circle), in: .flag(first), at: index.map { .value(["requires", .index($0), "flag"]) },
                concerned: circle.map { .flag($0) })
        }
    }
}

extension Problem {
    fileprivate static func requiresCycle(_ circle: [FlagKey]) -> Problem {
        let names = (circle + circle.prefix(1)).map(\.text).joined(separator: " → ")
        return Problem(RequiresCycle.id, "flags require each other in a circle: \(names)")
    }
}
