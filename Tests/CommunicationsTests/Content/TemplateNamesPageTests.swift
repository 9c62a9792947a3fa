import FlagModel
import Foundation
import Testing

@testable import Communications

@Suite("docs/reference/templates.md")
struct TemplateNamesPageTests {
    private let page: String
    /// Everything in backticks within tables.
    private let named: Set<String>

    init() throws {
        page = try String(contentsOfFile: "\(ExamplePlans.root)/docs/reference/templates.md", encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }
        named = Set(
            rows.flatMap { row in
                row.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
            })
    }

    /// Lists whose items are like those of another one, as the page says below the table.
    private static let alike = [
        "rollback.flags[]": "flags[]", "phase": "phases[]", "decisions[]": "event", "issues[]": "event",
        "feedback.open[]": "feedback.all[]", "feedback.overdue[]": "feedback.all[]",
        "feedback.closed[]": "feedback.all[]", "unsent[]": "sent[]",
    ]

    private func names(of value: TemplateValue, at path: String) -> [String] {
        switch value {
        case .text, .flag, .nothing: return [path]
        case .list(let items):
            let own = "\(path)[]"
            if Self.alike[own] != nil { return [own] }
            return [own] + items.flatMap { names(of: $0, at: own) }
        case .object(let members):
            if members["zone"] != nil || Self.alike[path] != nil { return [path] }
            return members.filter { !$0.key.hasPrefix("has") }
                .flatMap { names(of: $0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        }
    }

    @Test("every name that templates know is in the table", arguments: ExamplePoint.allCases)
    func complete(_ point: ExamplePoint) throws {
        for plan in try ExamplePlans.all {
            for message in plan.plan.messages {
                guard case .object(var members) = try plan.facts(point).values(for: message) else { continue }
                members["values"] = nil
                for name in Set(names(of: .object(members), at: "")).sorted() {
                    let isNamed =
                        named.contains(name) || named.contains { $0.hasPrefix("\(name).") || $0.hasPrefix("\(name)[") }
                    #expect(isNamed || name.hasSuffix("[]") && named.contains { $0.hasPrefix(name) }, "\(name)")
                }
            }
        }
    }

    /// Whether a value is of the vocabulary: what is there has the kind that templates are checked with.
    private func expectKnown(_ value: TemplateValue, in known: TemplateValue?, at path: String) {
        switch (value, known) {
        case (.nothing, .some), (.text, .text), (.flag, .flag): return
        case (.list(let items), .list(let examples)):
            for item in items { expectKnown(item, in: examples.first, at: "\(path)[]") }
        case (.object(let members), .object(let names)):
            for (name, member) in members { expectKnown(member, in: names[name], at: "\(path).\(name)") }
        default: Issue.record("\(path) is not what templates are checked with")
        }
    }

    @Test("templates are checked with everything that messages can say", arguments: ExamplePoint.allCases)
    func vocabulary(_ point: ExamplePoint) throws {
        for plan in try ExamplePlans.all {
            for message in plan.plan.messages {
                expectKnown(
                    try plan.facts(point).values(for: message),
                    in: TemplateVocabulary.values(asked: Set(message.values.keys)), at: "")
            }
        }
    }

    @Test("the table names what templates are checked with, and nothing else")
    func checkedNames() throws {
        let vocabulary = TemplateVocabulary.values(asked: ["NAME"])
        for name in Set(names(of: vocabulary, at: "")).sorted() {
            let isNamed = named.contains(name) || named.contains { $0.hasPrefix("\(name).") }
            #expect(isNamed || name.hasSuffix("[]") && named.contains { $0.hasPrefix(name) }, "\(name)")
        }
        let table = try #require(page.components(separatedBy: "\n## Names\n").last)
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count > 80)
        for row in rows {
            for name in row.split(separator: "|")[0].split(separator: "`").map(String.init)
            where name.contains(where: \.isLetter) {
                #expect(knows(name, vocabulary), "\(name)")
            }
        }
    }

    private func knows(_ name: String, _ vocabulary: TemplateValue) -> Bool {
        var value = vocabulary
        for part in name.split(separator: ".") {
            guard case .object(let members) = value, let next = members[String(part.prefix { $0 != "[" })] else {
                return false
            }
            value = next
            if part.hasSuffix("[]") {
                guard case .list(let items) = next, let first = items.first else { return false }
                value = first
            }
        }
        return true
    }

    @Test("every built-in template is in the table, with the values that it asks for")
    func templates() throws {
        for name in MessageTemplates.names {
            let row = try #require(page.split(separator: "\n").first { $0.hasPrefix("| `\(name)` |") }, "\(name)")
            let cells = row.split(separator: "|").map {
                $0.split(whereSeparator: { ", ".contains($0) }).map(String.init)
            }
            let questions = TemplateQuestions(in: try #require(MessageTemplates.builtIn(name)))
            #expect(Set(cells[2]) == questions.names.subtracting(questions.optional), "\(name)")
            #expect(Set(cells[3]) == questions.optional, "\(name)")
            // A value that is declared optional and never used is a mistake.
            #expect(questions.optional.isSubset(of: questions.names), "\(name)")
        }
    }
}
