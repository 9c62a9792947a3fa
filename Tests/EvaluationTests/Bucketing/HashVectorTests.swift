import Documents
import FlagModel
import Foundation
import Testing

@testable import Evaluation

/// Hashes that flagd's own implementations give, which lie beside the package: `../shared/conformance/flagd`.
private enum HashVectors {
    static let file: String = {
        var package = URL(fileURLWithPath: #filePath)
        for _ in ["HashVectorTests.swift", "Bucketing", "EvaluationTests", "Tests"] {
            package.deleteLastPathComponent()
        }
        return package.appendingPathComponent("../shared/conformance/flagd/hash-vectors.json").standardized.path
    }()

    static var isPresent: Bool { FileManager.default.fileExists(atPath: file) }

    /// The texts of a table with their hashes; what is no text has no place in a bucket.
    static func texts(_ table: String, _ member: String) throws -> [(text: String, hash: UInt32)] {
        let document = try JSONDocument(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: file))))
        return try #require(document.value[table]?.array).compactMap { vector in
            guard let text = vector[member]?.string, let hash = vector["u32"]?.number?.int else { return nil }
            return (text, UInt32(hash))
        }
    }
}

@Suite(
    "Hashes as flagd has them",
    .enabled(if: HashVectors.isPresent, "needs ../shared/conformance/flagd/hash-vectors.json beside the package"))
struct HashVectorTests {
    @Test("flagd-v2 hashes the UTF-8 of salt and value")
    func utf8() throws {
        let vectors = try HashVectors.texts("murmur3_utf8", "s")
        #expect(vectors.count == 21)
        for (text, hash) in vectors {
            for (salt, value) in split(text) { #expect(Bucketer(salt: salt, mode: .flagdV2).hash(value) == hash) }
        }
    }

    @Test("flagd-v3 hashes the canonical CBOR text string of salt and value")
    func cbor() throws {
        let vectors = try HashVectors.texts("cbor", "json")
        #expect(vectors.count == 21)
        for (text, hash) in vectors {
            for (salt, value) in split(text) { #expect(Bucketer(salt: salt, mode: .flagdV3).hash(value) == hash) }
        }
    }

    @Test("a bucket is a hundred thousandth of the hashes")
    func buckets() throws {
        let document = try JSONDocument(
            parsing: Array(try Data(contentsOf: URL(fileURLWithPath: HashVectors.file))))
        for vector in try #require(document.value["cbor"]?.array) {
            let hash = UInt32(try #require(vector["u32"]?.number?.int))
            #expect(Bucketer.bucket(of: hash) / 1000 == vector["bucket100"]?.number?.int)
        }
        #expect(Bucketer.bucket(of: 0) == 0)
        #expect(Bucketer.bucket(of: .max) == 99_999)
    }

    /// Where the salt ends does not matter.
    private func split(_ text: String) -> [(salt: String, value: String)] {
        [0, 1, text.count / 2, text.count].filter { $0 <= text.count }.map {
            (String(text.prefix($0)), String(text.dropFirst($0)))
        }
    }
}
