import Documents

/// A rule about what files say of each other; what a file says by itself is decoding's matter.
///
/// In partial content a rule complains only about what it sees or about what is known to be absent.
protocol ValidationRule: SendableMetatype {
    /// The name that findings of the rule carry.
    static var id: String { get }

    /// Reports everything in the content that breaks the rule.
    static func check(_ content: RepositoryContent, _ report: ValidationReport)
}

/// Where in a document a finding lands.
enum Place {
    /// At the value of a path.
    case value(JSONPath)
    /// At the name of the member that a path ends in.
    case name(JSONPath)
}
