public import Documents
public import FlagModel

/// A three-way merge of one document, field by field and rule by rule.
///
/// What `theirs` changed against `base` is applied to `ours`, whose other bytes stay as they are. A field that `ours`
/// changed too, to something else, is a conflict.
public struct FieldMerge {
    /// A field that both sides changed.
    public struct Conflict: Sendable, Hashable {
        /// Which document.
        public let document: DocumentKind
        /// Which field.
        public let field: FieldPath
        /// The common ancestor's value.
        public let base: JSONValue?
        /// Our value, which stays.
        public let ours: JSONValue?
        /// Their value, which is not applied.
        public let theirs: JSONValue?
    }

    /// The merged document, or nothing where it is removed; equals ours in every field that is in conflict.
    public private(set) var result: JSONDocument?
    /// The fields that both sides changed.
    public private(set) var conflicts: [Conflict] = []
    /// Whether `result` differs from ours.
    public private(set) var isChanged = false

    private let kind: DocumentKind

    /// Merges.
    ///
    /// - Throws: ``JSONEditError`` where ours has no place for a field, such as a text where an object belongs.
    public init(
        base: JSONDocument?, ours: JSONDocument?, theirs: JSONDocument?, kind: DocumentKind
    ) throws(JSONEditError) {
        self.kind = kind
        result = ours
        guard let base, let theirs, let ours else {
            mergeLife(base, ours, theirs)
            return
        }
        let shape = FieldShape(kind, fitting: base.value, ours.value, theirs.value)
        let old = Fields(base.value, shape)
        let new = Fields(theirs.value, shape)
        let present = Fields(ours.value, shape)
        var patch = FieldPatch(ours, shape, like: new)
        for difference in Fields.differences(from: old, to: new) {
            if difference.isOrder {
                try mergeOrder(difference, present, &patch)
                continue
            }
            let current = present[difference.path]
            if current == difference.after { continue }
            guard current == difference.before else {
                add(difference.path, difference.before, current, difference.after)
                continue
            }
            try patch.apply(difference)
        }
        for container in old.containers.reversed() where !new.containers.contains(container) {
            try patch.removeEmpty(container)
        }
        result = patch.document
        isChanged = patch.document.bytes != ours.bytes
    }

    private mutating func mergeOrder(
        _ difference: FieldDifference, _ present: Fields, _ patch: inout FieldPatch
    ) throws(JSONEditError) {
        let names = (present.orders[difference.path] ?? []).map { JSONValue.string($0) }
        func common(_ value: JSONValue?) -> [JSONValue] { (value?.array ?? []).filter(names.contains) }
        let now = names.filter { (difference.after?.array ?? []).contains($0) }
        if now == common(difference.after) { return }
        let then = names.filter { (difference.before?.array ?? []).contains($0) }
        guard then == common(difference.before) else {
            return add(difference.path, difference.before, .array(names), difference.after)
        }
        try patch.reorder(difference.path, like: (difference.after?.array ?? []).compactMap(\.string))
    }

    /// One side at least has no document.
    private mutating func mergeLife(_ base: JSONDocument?, _ ours: JSONDocument?, _ theirs: JSONDocument?) {
        if base?.value == theirs?.value || ours?.value == theirs?.value { return }
        guard ours?.value == base?.value else {
            return add(.document, base?.value, ours?.value, theirs?.value)
        }
        result = theirs
        isChanged = true
    }

    private mutating func add(_ field: FieldPath, _ base: JSONValue?, _ ours: JSONValue?, _ theirs: JSONValue?) {
        conflicts.append(Conflict(document: kind, field: field, base: base, ours: ours, theirs: theirs))
    }
}
