import Workflows

extension PeopleReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        guard !people.isEmpty else { return ["no people yet: flagctl people add KEY --name NAME --email ADDRESS"] }
        var table = TextTable()
        for person in people {
            table.add([
                .init(person.key, paint: style.bold), .init(person.name), .init(person.emails.joined(separator: ", ")),
                .init(person.roles.isEmpty ? "–" : person.roles.joined(separator: ", ")),
                .init(person.keys.isEmpty ? "no keys" : counted(person.keys.count, "key")),
            ])
        }
        guard isVerbose || people.count == 1 else { return table.lines }
        return zip(table.lines, people).flatMap { line, person in
            [line]
                + person.keys.map { key in
                    "  \(key.type)  \(key.fingerprint)" + (key.comment.isEmpty ? "" : "  \(key.comment)")
                }
        }
    }
}
