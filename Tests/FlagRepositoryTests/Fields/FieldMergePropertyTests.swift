import Documents
import FlagModel
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct FieldMergePropertyTests {
    static let kinds: [DocumentKind] = [
        "environments/production/flags/CSF.json", "flags/CSF.json", "environments/production/cohorts/beta.json",
        "environments/production/environment.json", ".flagctl/people.json",
    ].compactMap { DocumentKind(path: $0) }

    /// A base and two versions that came from it by random edits.
    struct Triple {
        let base: JSONDocument
        let ours: JSONDocument
        let theirs: JSONDocument

        init(_ kind: DocumentKind, seed: Int) throws {
            var maker = RandomDocument(kind: kind, random: SplitMix64(seed: seed))
            let start = maker.document()
            var (left, right) = (start, start)
            for _ in 0..<maker.random.upTo(5) { maker.edit(&left) }
            for _ in 0..<maker.random.upTo(5) { maker.edit(&right) }
            base = try document(maker.text(start))
            ours = try document(maker.text(left))
            theirs = try document(maker.text(right))
        }
    }

    @Test(arguments: kinds) func `agrees with a merge of plain dictionaries`(_ kind: DocumentKind) throws {
        for seed in 0..<1500 {
            let triple = try Triple(kind, seed: seed)
            let merge = try FieldMerge(base: triple.base, ours: triple.ours, theirs: triple.theirs, kind: kind)
            let expected = FlatDocument.merge(
                base: FlatDocument(triple.base.value, kind), ours: FlatDocument(triple.ours.value, kind),
                theirs: FlatDocument(triple.theirs.value, kind))
            let result = try #require(merge.result)
            #expect(FlatDocument(result.value, kind) == expected.result, "seed \(seed): \(triple) gives \(result.text)")
            #expect(
                Set(merge.conflicts.map { $0.field.names.joined(separator: "|") }) == expected.conflicts,
                "seed \(seed): \(triple)")
            #expect(merge.isChanged == (result.bytes != triple.ours.bytes))
        }
    }

    @Test(arguments: kinds) func `leaves the bytes of every field alone that theirs did not change`(
        _ kind: DocumentKind
    ) throws {
        for seed in 0..<500 {
            let triple = try Triple(kind, seed: seed)
            let merge = try FieldMerge(base: triple.base, ours: triple.ours, theirs: triple.theirs, kind: kind)
            let result = try #require(merge.result)
            let touched = FlatDocument.merge(
                base: FlatDocument(triple.base.value, kind), ours: FlatDocument(triple.ours.value, kind),
                theirs: FlatDocument(triple.theirs.value, kind)
            ).touched
            for member in triple.ours.root.object ?? [] where !touched.contains(where: { $0.isIn(member.name) }) {
                guard let after = result.root[member: member.name] else { continue }
                guard after.value == member.value.value else { continue }  // reordered
                #expect(
                    result.bytes[after.range] == triple.ours.bytes[member.value.range], "seed \(seed): \(member.name)")
            }
        }
    }

    @Test(arguments: kinds) func `changes nothing where theirs is the base`(_ kind: DocumentKind) throws {
        for seed in 0..<300 {
            let triple = try Triple(kind, seed: seed)
            let merge = try FieldMerge(base: triple.base, ours: triple.ours, theirs: triple.base, kind: kind)
            #expect(!merge.isChanged && merge.conflicts.isEmpty && merge.result?.bytes == triple.ours.bytes)
        }
    }

    @Test(arguments: kinds) func `becomes theirs where ours is the base`(_ kind: DocumentKind) throws {
        for seed in 0..<800 {
            let triple = try Triple(kind, seed: seed)
            let merge = try FieldMerge(base: triple.base, ours: triple.base, theirs: triple.theirs, kind: kind)
            let result = try #require(merge.result)
            var wanted = FlatDocument(triple.theirs.value, kind)
            // Whether something empty is there says nothing, so that theirs does not bring it.
            wanted.dropEmpty()
            var found = FlatDocument(result.value, kind)
            found.dropEmpty()
            #expect(found == wanted, "seed \(seed): \(triple)")
            #expect(merge.conflicts.isEmpty)
        }
    }

    @Test(arguments: kinds) func `an inverse merge and its own inverse restore every field`(_ kind: DocumentKind) throws
    {
        for seed in 0..<500 {
            let triple = try Triple(kind, seed: seed)
            let back = try FieldMerge(base: triple.theirs, ours: triple.theirs, theirs: triple.base, kind: kind)
            let between = try #require(back.result)
            let forth = try FieldMerge(base: between, ours: between, theirs: triple.theirs, kind: kind)
            var (found, wanted) = try (
                FlatDocument(#require(forth.result).value, kind), FlatDocument(triple.theirs.value, kind)
            )
            found.dropEmpty()
            wanted.dropEmpty()
            #expect(found == wanted, "seed \(seed): \(triple)")
        }
    }
}

extension FieldMergePropertyTests.Triple: CustomStringConvertible {
    var description: String {
        "\nbase \(CanonicalJSON.compact(base.value))\nours \(CanonicalJSON.compact(ours.value))"
            + "\ntheirs \(CanonicalJSON.compact(theirs.value))\n"
    }
}

extension String {
    fileprivate func isIn(_ member: String) -> Bool { self == member || hasPrefix(member + "|") }
}

extension FlatDocument: CustomTestStringConvertible {
    var testDescription: String {
        fields.sorted { $0.key < $1.key }.map { "\($0.key)=\(CanonicalJSON.compact($0.value))" }.joined(separator: " ")
            + " \(containers.sorted()) \(orders.sorted { $0.key < $1.key })"
    }

    fileprivate mutating func dropEmpty() {
        containers = containers.filter { container in fields.keys.contains { $0.hasPrefix(container + "|") } }
        orders = orders.filter { !$0.value.isEmpty }
    }
}
