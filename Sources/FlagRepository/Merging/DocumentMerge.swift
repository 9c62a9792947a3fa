public import Documents
public import FlagModel

/// What git's merge of two versions of a document comes to: field by field and rule by rule, never a guess.
///
/// A merge stands only where every field has one outcome, the order of rules is decided, and the result is a valid
/// document. Otherwise there are two versions of it to choose from, which differ in what is in conflict and nothing else
/// wherever the document's parts allow that.
public struct DocumentMerge: Sendable {
    /// What came out.
    public enum Outcome: Sendable, Equatable {
        /// The merged file.
        case merged([UInt8])
        /// Two files, of which each holds everything that is not in conflict.
        case conflict(ours: [UInt8], theirs: [UInt8])
    }

    /// What came out.
    public let outcome: Outcome
    /// The fields that both sides changed; the order of a list has the list's path, and the names as values.
    public let conflicts: [FieldMerge.Conflict]
    /// What would be wrong with the merged document, where its fields go together but it does not hold.
    public let findings: [Finding]

    /// Merges the bytes of three versions; nothing as `base` where both sides added the file.
    public init(base: [UInt8]?, ours: [UInt8], theirs: [UInt8], kind: DocumentKind) {
        if ours == theirs || base == theirs {
            self.init(.merged(ours))
        } else if base == ours {
            self.init(.merged(theirs))
        } else if let merge = Self.piecewise(base, ours, theirs, kind) {
            self = merge
        } else {
            // What one side removed as a whole cannot come here, so both have values, however unreadable.
            self.init(
                .conflict(ours: ours, theirs: theirs),
                conflicts: [Self.whole(kind, base, ours, theirs)])
        }
    }

    private init(_ outcome: Outcome, conflicts: [FieldMerge.Conflict] = [], findings: [Finding] = []) {
        self.outcome = outcome
        self.conflicts = conflicts
        self.findings = findings
    }

    /// Merges what can be read; nothing where the document is in conflict as a whole.
    private static func piecewise(
        _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ kind: DocumentKind
    ) -> DocumentMerge? {
        guard let ours = document(ours), let theirs = document(theirs) else { return nil }
        if ours.value == theirs.value { return DocumentMerge(.merged(ours.bytes)) }
        // Where a run stands is one statement: half of it from each side is no state that it was ever in.
        if case .status = kind { return nil }
        if case .deliveries(let environment, let plan) = kind {
            return deliveries(base, ours.bytes, theirs.bytes) { bytes in
                var content = RepositoryContent(isPartial: true)
                content.add(path: kind.path, bytes: bytes)
                return content.deliveries[environment]?[plan]
            }
        }
        guard let base = base.flatMap(document) else { return nil }
        do throws(JSONEditError) {
            let versions = try MergedVersions(base: base, ours: ours, theirs: theirs, kind: kind)
            guard !versions.conflicts.contains(where: { $0.field == .document }) else { return nil }
            if !versions.conflicts.isEmpty {
                guard versions.ours != versions.theirs else { return nil }
                return DocumentMerge(
                    .conflict(ours: versions.ours, theirs: versions.theirs), conflicts: versions.conflicts)
            }
            let findings = errors(versions.ours, kind)
            guard findings.isEmpty else {
                return DocumentMerge(.conflict(ours: ours.bytes, theirs: theirs.bytes), findings: findings)
            }
            return DocumentMerge(.merged(versions.ours))
        } catch {
            return nil
        }
    }

    /// Merges what became of messages record by record; nothing where both sides said something of the same one.
    private static func deliveries(
        _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8], _ log: ([UInt8]) -> DeliveryLog?
    ) -> DocumentMerge? {
        guard let own = log(ours), let other = log(theirs) else { return nil }
        let before = base.flatMap(log)
        guard before != nil || base == nil else { return nil }
        let merge = own.taking(other, since: before)
        guard merge.contested.isEmpty else { return nil }
        return DocumentMerge(.merged(CanonicalJSON.bytes(of: merge.log.json)))
    }

    private static func document(_ bytes: [UInt8]) -> JSONDocument? {
        do throws(JSONSyntaxError) {
            return try JSONDocument(parsing: bytes)
        } catch {
            return nil
        }
    }

    private static func whole(
        _ kind: DocumentKind, _ base: [UInt8]?, _ ours: [UInt8], _ theirs: [UInt8]
    ) -> FieldMerge.Conflict {
        func value(_ bytes: [UInt8]) -> JSONValue {
            document(bytes)?.value ?? .string(String(decoding: bytes, as: UTF8.self))
        }
        return FieldMerge.Conflict(
            document: kind, field: .document, base: base.map(value), ours: value(ours), theirs: value(theirs))
    }

    /// What a document says wrongly by itself.
    private static func errors(_ bytes: [UInt8], _ kind: DocumentKind) -> [Finding] {
        var content = RepositoryContent(isPartial: true)
        content.add(path: kind.path, bytes: bytes)
        return Validation.findings(in: content).filter { $0.severity == .error }
    }
}
