/// Why the server cannot start, or a key cannot be made.
public struct ServerFailure: Error, Sendable, CustomStringConvertible {
    /// A stable name, such as `no-keys`.
    public let code: String
    /// What failed, on what.
    public let message: String
    /// The next command, or what else to do.
    public let hint: String?

    init(_ code: String, _ message: String, hint: String? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
    }

    /// What failed, on what.
    public var description: String { message }
}
