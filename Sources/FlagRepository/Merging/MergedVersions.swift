import Documents
import FlagModel

/// A document merged field by field into the bytes of ours, once with each side's answer to every conflict.
///
/// Both are the same where there is no conflict.
struct MergedVersions {
    /// The file with our answers.
    let ours: [UInt8]
    /// The file with their answers.
    let theirs: [UInt8]
    /// The fields that both sides changed, and the lists whose order is open.
    let conflicts: [FieldMerge.Conflict]

    init(
        base: JSONDocument, ours: JSONDocument, theirs: JSONDocument, kind: DocumentKind
    ) throws(JSONEditError) {
        let merge = try FieldMerge(base: base, ours: ours, theirs: theirs, kind: kind)
        let shape = FieldShape(kind, fitting: base.value, ours.value, theirs.value)
        let sides = (Fields(base.value, shape), Fields(ours.value, shape), Fields(theirs.value, shape))
        let orderings = Self.orderings(kind).map { FieldPath($0) }.filter { shape.isOrdered($0.names) }
        // The order of people means nothing: ours stays.
        var conflicts = merge.conflicts.filter { !shape.isOrdered($0.field.names) }
        let merged = merge.result ?? ours

        var left = FieldPatch(merged, shape, like: sides.2)
        var right = FieldPatch(merged, shape, like: sides.2)
        for conflict in conflicts {
            try right.apply(FieldDifference(path: conflict.field, before: conflict.ours, after: conflict.theirs))
        }
        for path in orderings {
            let values = Fields(merged.value, shape)
            let orders = (sides.0.orders[path] ?? [], sides.1.orders[path] ?? [], sides.2.orders[path] ?? [])
            let order = OrderMerge(
                values.orders[path] ?? [], base: orders.0, ours: orders.1, theirs: orders.2,
                mayStandEitherWay: { Self.isSameEitherWay($0, $1, in: path, of: values, kind) })
            if let order = order.order {
                try left.reorder(path, like: order)
                try right.reorder(path, like: order)
            } else {
                try left.reorder(path, like: order.ours)
                try right.reorder(path, like: order.theirs)
                func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
                conflicts.append(
                    FieldMerge.Conflict(
                        document: kind, field: path, base: names(orders.0), ours: names(order.ours),
                        theirs: names(order.theirs)))
            }
        }
        self.ours = left.document.bytes
        self.theirs = right.document.bytes
        self.conflicts = conflicts
    }

    /// The lists and objects whose order decides who gets what.
    private static func orderings(_ kind: DocumentKind) -> [[String]] {
        switch kind {
        case .state: [["rules"]]
        case .flag: [["variants"]]
        default: []
        }
    }

    /// Whether two fields may change places: variants that no state knows together yet, rules that serve the same.
    private static func isSameEitherWay(
        _ one: String, _ other: String, in list: FieldPath, of fields: Fields, _ kind: DocumentKind
    ) -> Bool {
        guard case .state = kind else { return true }
        func serve(_ name: String) -> JSONValue? {
            guard let field = fields[FieldPath(list.names + [name])] else { return nil }
            return field["cohort"]?.string == name ? field["serve"] : field
        }
        return serve(one) == serve(other)
    }
}

extension FieldShape {
    /// Whether the names of a list or object have an order of their own.
    fileprivate func isOrdered(_ path: [String]) -> Bool { keyedLists[path] != nil || ordered.contains(path) }
}
