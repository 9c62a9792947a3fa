public import Documents

/// What a flag's values are.
public enum FlagType: String, Sendable, Hashable, CaseIterable {
    case boolean, string, integer, number, object

    /// Whether a value is of the type; an integer may be written with decimals that are zero, such as 10.0.
    public func accepts(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (.boolean, .bool), (.string, .string), (.number, .number), (.object, .object): true
        case (.integer, .number(let number)): number.int != nil
        default: false
        }
    }
}
