import Documents
public import Logging

/// Writes log lines as JSON documents to standard error.
public struct JSONLogHandler: LogHandler {
    /// The least level that is written.
    public var logLevel: Logger.Level
    /// What every line says.
    public var metadata: Logger.Metadata = [:]
    private let now: @Sendable () -> String
    private let write: @Sendable (String) -> Void

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - now: the time as a line says it.
    ///   - write: takes a line with its end.
    public init(
        level: Logger.Level, now: @escaping @Sendable () -> String,
        write: @escaping @Sendable (String) -> Void
    ) {
        logLevel = level
        self.now = now
        self.write = write
    }

    /// What every line says, by name.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        let metadata = self.metadata.merging(event.metadata ?? [:]) { $1 }
        var members: [(name: String, value: JSONValue)] = [
            ("time", .string(now())), ("level", .string(event.level.rawValue)),
            ("message", .string(event.message.description)),
        ]
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) { members.append((name, .string("\(value)"))) }
        write(CanonicalJSON.compact(.object(JSONObject(members))) + "\n")
    }
}
