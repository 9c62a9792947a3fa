import Documents
import Foundation
import Testing

/// The files of nst/JSONTestSuite, which lie beside the package: `../shared/conformance/json-parsing/test_parsing`.
private enum JSONTestSuite {
    static let folder: String = {
        var package = URL(fileURLWithPath: #filePath)
        for _ in ["JSONTestSuiteTests.swift", "Reading", "DocumentsTests", "Tests"] {
            package.deleteLastPathComponent()
        }
        return package.appendingPathComponent("../shared/conformance/json-parsing/test_parsing").standardized.path
    }()

    static let names: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        if names.isEmpty { print("JSONTestSuite: NOT RUN, there is no \(folder)") }
        return names.filter { $0.hasSuffix(".json") }.sorted()
    }()

    static var isPresent: Bool { !names.isEmpty }

    /// Accepted by RFC 8259, refused by flagctl: objects with two members of one name.
    static let duplicates = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"]

    static func names(_ prefix: String) -> [String] { names.filter { $0.hasPrefix(prefix) } }

    static func read(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
    }
}

@Suite(
    "JSONTestSuite",
    .enabled(if: JSONTestSuite.isPresent, "needs ../shared/conformance/json-parsing/test_parsing beside the package"))
struct JSONTestSuiteTests {
    @Test("is complete")
    func isComplete() {
        #expect(JSONTestSuite.names("y_").count == 95)
        #expect(JSONTestSuite.names("n_").count == 188)
        #expect(JSONTestSuite.names("i_").count == 35)
    }

    @Test("accepts", arguments: JSONTestSuite.names("y_"))
    func accepts(name: String) throws {
        let limits = JSONLimits(allowsDuplicateMembers: JSONTestSuite.duplicates.contains(name))
        let document = try JSONDocument(parsing: JSONTestSuite.read(name), limits: limits)
        let canonical = CanonicalJSON.bytes(of: document)
        #expect(try JSONDocument(parsing: canonical, limits: limits).value == document.value)
    }

    @Test("refuses duplicate members by default, at the second", arguments: JSONTestSuite.duplicates)
    func refusesDuplicates(name: String) throws {
        let bytes = try JSONTestSuite.read(name)
        let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes) }
        #expect(error?.rule == "json-duplicate-member")
        #expect(error?.position == SourcePosition(offset: 9, line: 1, column: 10))
    }

    @Test("refuses, at a place in the file", .timeLimit(.minutes(1)), arguments: JSONTestSuite.names("n_"))
    func refuses(name: String) throws {
        let bytes = try JSONTestSuite.read(name)
        for limits in [.standard, JSONLimits(depth: .max, allowsDuplicateMembers: true)] {
            let error = #expect(throws: JSONSyntaxError.self) { try JSONDocument(parsing: bytes, limits: limits) }
            let position = try #require(error?.position)
            #expect((0...bytes.count).contains(position.offset))
            #expect(position.line >= 1 && position.line <= 1 + bytes.count { $0 == 0x0A })
            #expect(position.column >= 1 && position.column <= bytes.count + 1)
        }
    }

    @Test("accepts or refuses, and never crashes", arguments: JSONTestSuite.names("i_"))
    func decides(name: String) throws {
        let bytes = try JSONTestSuite.read(name)
        for limits in [.standard, JSONLimits(depth: .max, allowsDuplicateMembers: true)] {
            do throws(JSONSyntaxError) {
                let value = try JSONDocument(parsing: bytes, limits: limits).value
                #expect(CanonicalJSON.bytes(of: JSONDocument(value)) == CanonicalJSON.bytes(of: value))
            } catch {
                #expect((0...bytes.count).contains(error.position.offset))
            }
        }
    }
}
