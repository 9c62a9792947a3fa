public import Documents

/// A new API key with its secret, which is kept nowhere.
public struct NewKey: Sendable {
    /// The key as it is kept.
    public let key: APIKey
    /// What a client sends.
    public let secret: String

    /// `{"name", "environments", "created", "key"}`.
    public var json: JSONValue { .object(JSONObject(key.members + [("key", .string(secret))])) }
}

/// The API keys that there are.
public struct KeyList: Sendable {
    /// The keys in the order in which they were made.
    public let keys: [APIKey]

    /// `{"keys": [{"name", "environments", "created"}]}`.
    public var json: JSONValue { ["keys": .array(keys.map { .object(JSONObject($0.members)) })] }
}

/// An API key that is gone.
public struct RemovedKey: Sendable {
    /// What it was.
    public let key: APIKey

    /// `{"removed": {"name", "environments", "created"}}`.
    public var json: JSONValue { ["removed": .object(JSONObject(key.members))] }
}
