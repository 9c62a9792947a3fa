import FlagModel

/// Refuses a repository's own templates that cannot be read, or say names that nothing has.
///
/// Those that no plan names count too: they take the place of built-in ones that messages need, such as the notice that
/// a start has moved.
enum UnreadableTemplate: MessageRule {
    static let id = "message-template"

    static func check(_ report: MessageReport) {
        for name in report.content.templates.keys {
            guard case .broken(let error) = report.template(name) else { continue }
            report.add(id, error, inTemplate: name)
        }
    }
}
