import Documents
import FlagModel
import TestSupport
import Testing

@testable import FlagRepository

@Suite struct DocumentMergePropertyTests {
    typealias Triple = FieldMergePropertyTests.Triple

    @Test(arguments: FieldMergePropertyTests.kinds)
    func `both versions of a merge are the field-wise ones, and conflicts are exactly where the sides disagree`(
        _ kind: DocumentKind
    ) throws {
        var (clean, disordered) = (0, 0)
        for seed in 0..<2000 {
            let triple = try Triple(kind, seed: seed)
            let oracle = MergeOracle(
                base: triple.base.value, ours: triple.ours.value, theirs: triple.theirs.value, kind)
            let merge = try MergedVersions(base: triple.base, ours: triple.ours, theirs: triple.theirs, kind: kind)
            let found = Set(merge.conflicts.map { $0.field.names.joined(separator: "|") })
            #expect(found == oracle.conflicts, "seed \(seed): \(triple)")
            let ours = try FlatDocument(JSONDocument(parsing: merge.ours).value, kind)
            let theirs = try FlatDocument(JSONDocument(parsing: merge.theirs).value, kind)
            #expect(ours.fields == oracle.ours, "seed \(seed): \(triple)")
            #expect(theirs.fields == oracle.theirs, "seed \(seed): \(triple)")
            if found.isDisjoint(with: ["rules", "variants"]) {
                let order = ours.orders["rules"] ?? ours.orders["variants"] ?? []
                #expect(oracle.orders.contains(order) || kind == .people, "seed \(seed): \(triple) \(order)")
            } else {
                disordered += 1
            }
            if found.isEmpty {
                clean += 1
                #expect(merge.ours == merge.theirs)
            } else {
                #expect(merge.ours != merge.theirs, "seed \(seed): \(triple)")
            }
        }
        #expect(clean > 200)
        if case .state = kind { #expect(disordered > 50) }
    }

    @Test(arguments: FieldMergePropertyTests.kinds)
    func `an edit of one side only is that side's bytes, and the same edit on both is ours`(_ kind: DocumentKind) throws
    {
        for seed in 0..<300 {
            let triple = try Triple(kind, seed: seed)
            let (base, ours, theirs) = (triple.base.bytes, triple.ours.bytes, triple.theirs.bytes)
            #expect(DocumentMerge(base: base, ours: ours, theirs: base, kind: kind).outcome == .merged(ours))
            #expect(DocumentMerge(base: base, ours: base, theirs: theirs, kind: kind).outcome == .merged(theirs))
            #expect(DocumentMerge(base: base, ours: ours, theirs: ours, kind: kind).outcome == .merged(ours))
            if ours == base { continue }  // then the other layout is theirs alone, and an edit of one side
            let same = CanonicalJSON.bytes(of: triple.ours.value)
            #expect(DocumentMerge(base: base, ours: ours, theirs: same, kind: kind).outcome == .merged(ours))
        }
    }

    @Test(arguments: FieldMergePropertyTests.kinds)
    func `what is merged is valid and the field-wise merge, everything else is left to a person`(
        _ kind: DocumentKind
    ) throws {
        for seed in 0..<600 {
            let triple = try Triple(kind, seed: seed)
            let merge = DocumentMerge(
                base: triple.base.bytes, ours: triple.ours.bytes, theirs: triple.theirs.bytes, kind: kind)
            let oracle = MergeOracle(
                base: triple.base.value, ours: triple.ours.value, theirs: triple.theirs.value, kind)
            switch merge.outcome {
            case .merged(let bytes):
                #expect(merge.conflicts.isEmpty && merge.findings.isEmpty)
                let isTrivial = [triple.ours.bytes, triple.theirs.bytes].contains(bytes)
                var content = RepositoryContent(isPartial: true)
                content.add(path: kind.path, bytes: bytes)
                #expect(isTrivial || !content.problems.contains { $0.severity == .error }, "seed \(seed): \(triple)")
                let fields = try FlatDocument(JSONDocument(parsing: bytes).value, kind).fields
                #expect(fields == oracle.ours && oracle.conflicts.isEmpty, "seed \(seed): \(triple)")
            case .conflict(let ours, let theirs):
                #expect(ours != theirs, "seed \(seed): \(triple)")
                #expect(!merge.conflicts.isEmpty || !merge.findings.isEmpty)
            }
        }
    }

    @Test(arguments: FieldMergePropertyTests.kinds)
    func `the marked text gives each version back by taking its side`(_ kind: DocumentKind) throws {
        for seed in 0..<400 {
            let triple = try Triple(kind, seed: seed)
            let (ours, theirs) = (triple.ours.bytes, triple.theirs.bytes)
            let text = ConflictText.bytes(ours: ours, theirs: theirs, names: ("main", "topic"), markerSize: 7)
            #expect(Self.side(of: text, isOurs: true) == Self.lines(ours), "seed \(seed): \(triple)")
            #expect(Self.side(of: text, isOurs: false) == Self.lines(theirs), "seed \(seed): \(triple)")
        }
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: true) { $0.isNewline }.map(String.init)
    }

    private static func side(of text: [UInt8], isOurs: Bool) -> [String] {
        var takes = true
        return lines(text).filter { line in
            if line == "<<<<<<< main" {
                takes = isOurs
            } else if line == "=======" {
                takes = !isOurs
            } else if line
                == ">>>>>>> topic"
            {
                takes = true
            } else {
                return takes
            }
            return false
        }
    }
}
