/// The one style in which new files are written and which `flagctl fmt` applies.
///
/// Two spaces a level, `"key": value`, LF, a line end at the end; lists of scalars and small objects on one line where
/// they fit into 100 columns. Number literals and the order of members stay as they are.
public enum CanonicalJSON {
    /// Writes a value as a file.
    public static func bytes(of value: JSONValue) -> [UInt8] {
        var writer = JSONWriter(style: .canonical)
        writer.write(value, as: .root)
        return writer.bytes + JSONStyle.canonical.lineEnd
    }

    /// Writes a document anew, as `flagctl fmt` does.
    public static func bytes(of document: JSONDocument) -> [UInt8] { bytes(of: document.value) }

    /// Writes a value on one line without spaces or a line end, as `{"a":1}`.
    public static func compact(_ value: JSONValue) -> String {
        var writer = JSONWriter(style: .compact)
        writer.write(value, as: .root, layout: .oneLine)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Writes a value as the text of a file, line end included.
    public static func pretty(_ value: JSONValue) -> String {
        String(decoding: bytes(of: value), as: UTF8.self)
    }
}
