import FlagModel

extension People? {
    /// The keys of the people who hold a role, in the order of the file.
    func holders(of role: String) -> [String] {
        (self?.people ?? []).filter { $0.roles.contains(role) }.map(\.key.text)
    }
}
