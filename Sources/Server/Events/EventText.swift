import Documents

/// What is written on an event stream (OFREP, ADR-0008; https://html.spec.whatwg.org/multipage/server-sent-events.html).
enum EventText {
    /// How long a client waits before it connects again, in milliseconds.
    static let greeting = "retry: 1000\n: flagctl\n\n"

    /// Something that clients pass over.
    static let heartbeat = ":\n\n"

    /// Says that evaluations have to be fetched anew.
    static func refetch(_ version: ConfigurationVersion) -> String {
        let data: JSONValue = [
            "type": "refetchEvaluation", "etag": .string(version.text),
            "lastModified": .number(JSONNumber(version.modified)),
        ]
        return "id: \(version.text)\nevent: message\ndata: \(CanonicalJSON.compact(data))\n\n"
    }
}
