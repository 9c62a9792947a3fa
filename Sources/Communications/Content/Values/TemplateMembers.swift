/// Collects what a template can name, one member after another.
struct TemplateMembers {
    private var members: [String: TemplateValue] = [:]

    /// What was collected.
    var value: TemplateValue { .object(members) }

    /// Adds a text; one that is missing or empty is known and has no value.
    mutating func text(_ name: String, _ text: String?) {
        members[name] = text.flatMap { $0.isEmpty ? nil : .text($0) } ?? .nothing
    }

    /// Adds a number.
    mutating func number(_ name: String, _ number: Int?) { text(name, number.map(String.init)) }

    /// Adds what is or is not so.
    mutating func flag(_ name: String, _ isSet: Bool) { members[name] = .flag(isSet) }

    /// Adds a list, and with `has` before its name whether anything is in it.
    mutating func list(_ name: String, _ items: [TemplateValue]) {
        members[name] = .list(items)
        members["has" + name.prefix(1).uppercased() + name.dropFirst()] = .flag(!items.isEmpty)
    }

    /// Adds what has parts, or is missing.
    mutating func value(_ name: String, _ value: TemplateValue?) { members[name] = value ?? .nothing }

    /// Collects members.
    static func build(_ fill: (inout TemplateMembers) -> Void) -> TemplateValue {
        var members = TemplateMembers()
        fill(&members)
        return members.value
    }
}
