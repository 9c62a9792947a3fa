import FlagModel

/// How a kind of document falls apart into fields: the unit in which history is told, blamed, merged and undone.
struct FieldShape {
    /// Members whose value is an object that falls apart further, as paths of member names.
    var nested: Set<[String]> = []
    /// Lists whose elements are fields of their own, named by one of their members.
    var keyedLists: [[String]: KeyedList] = [:]
    /// Objects whose order of members is part of the meaning.
    var ordered: Set<[String]> = []

    struct KeyedList {
        /// The member that names an element.
        let key: String
        /// The member that is the element's value where it has no other.
        let value: String?
    }

    init(_ kind: DocumentKind) {
        switch kind {
        case .flag:
            nested = [["variants"], ["links"], ["lifecycle"], ["metadata"]]
            ordered = [["variants"]]
        case .state:
            keyedLists = [["rules"]: KeyedList(key: "cohort", value: "serve")]
        case .environment:
            nested = [["policy"], ["policy", "approvals"], ["policy", "lowering"]]
        case .people:
            keyedLists = [
                ["people"]: KeyedList(key: "key", value: nil), ["groups"]: KeyedList(key: "key", value: nil),
            ]
        default: break
        }
    }
}
