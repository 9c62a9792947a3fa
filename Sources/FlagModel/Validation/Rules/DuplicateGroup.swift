import Documents

/// Refuses two groups of people with one key.
///
/// Which of them a reference means would depend on the order of the file.
enum DuplicateGroup: ValidationRule {
    static let id = "duplicate-group"

    static func check(_ content: RepositoryContent, _ report: ValidationReport) {
        var keys: Set<String> = []
        for (index, group) in (content.people?.groups ?? []).enumerated() {
            guard !keys.insert(group.key.text.lowercased()).inserted else { continue }
            report.add(.duplicateGroup(group.key), in: .people, at: .value(["groups", .index(index), "key"]))
        }
    }
}

extension Problem {
    fileprivate static func duplicateGroup(_ key: GroupKey) -> Problem {
        Problem(DuplicateGroup.id, "another group has the key '\(key)', case aside")
    }
}
