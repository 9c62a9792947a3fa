extension String {
    /// The name of `Name <email>` with single spaces; the whole text where it has no address, or begins with it.
    public var personName: String {
        guard let open = firstIndex(of: "<"), open > startIndex else { return self }
        return self[..<open].split(separator: " ").joined(separator: " ")
    }
}
