import Foundation
import Testing

@Suite("golden files")
struct GoldenFilesTests {
    @Test("every file belongs to a scenario, and every scenario has one", .enabled(if: !GoldenFile.isUpdating))
    func names() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: GoldenFile.folder)
        #expect(Set(files) == Set(ScenarioName.allCases.map { "\($0.rawValue).txt" }))
    }

    @Test("a difference shows the lines that differ and a little around them")
    func difference() {
        let old = (1...9).map(String.init).joined(separator: "\n")
        let new = old.replacing("5", with: "five")
        #expect(LineDifference(from: old, to: new).text == "…\n  3\n  4\n- 5\n+ five\n  6\n  7")
        #expect(LineDifference(from: old, to: old).text.isEmpty)
    }

    @Test("a shape refuses what is missing, what is new, and what has another type")
    func shapes() throws {
        let shape = JSONShape.object(["a": .list(.number)], may: ["b": .text])
        #expect(shape.problem(with: try ParsedJSON(parsing: #"{"a": [1, 2.5], "b": "x"}"#)) == nil)
        #expect(shape.problem(with: try ParsedJSON(parsing: "{}")) == "/a: is missing")
        #expect(shape.problem(with: try ParsedJSON(parsing: #"{"a": [], "c": 1}"#)) == "/c: is not in the contract")
        #expect(shape.problem(with: try ParsedJSON(parsing: #"{"a": [true]}"#)) == "/a/0: is of another type")
        #expect(throws: (any Error).self) { try ParsedJSON(parsing: "{} {}") }
    }
}
