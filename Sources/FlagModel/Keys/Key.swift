/// Names one thing of a kind: 1 to 128 ASCII bytes that are safe as a file name on every system.
///
/// `[A-Za-z0-9][A-Za-z0-9._-]{0,127}`, not ending in `.lock` or a dot and no Windows device name. Keys compare
/// as bytes; that two keys differ in more than case is validation's matter.
public struct Key<Kind>: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The key as written.
    public let text: String

    /// Makes a key of a text; nil where `problem(with:)` has something to say.
    public init?(_ text: String) {
        guard KeyRule.problem(with: text) == nil else { return nil }
        self.text = text
    }

    /// Says why a text is no key (lower case, no full stop); nil for a key.
    public static func problem(with text: String) -> String? { KeyRule.problem(with: text) }

    /// The key as written.
    public var description: String { text }

    /// Orders keys as bytes.
    public static func < (left: Key, right: Key) -> Bool { left.text < right.text }
}

/// What makes a text a key, whatever the kind.
enum KeyRule {
    private static let devices: Set<String> = ["CON", "PRN", "AUX", "NUL"]
    private static let numberedDevices: Set<String> = ["COM", "LPT"]

    static func problem(with text: String) -> String? {
        let bytes = text.utf8
        guard let first = bytes.first else { return "a key has at least one character" }
        guard bytes.count <= 128 else { return "a key has at most 128 characters, this one has \(bytes.count)" }
        guard isLetterOrDigit(first) else { return "a key starts with a letter A-Z or a-z or a digit" }
        for byte in bytes where !isLetterOrDigit(byte) && !isPunctuation(byte) {
            return "a key has only the letters A-Z and a-z, digits, '.', '_' and '-'"
        }
        if bytes.last == UInt8(ascii: ".") { return "a key does not end in a dot" }
        if endsInLock(bytes) { return "a key does not end in '.lock', git's own suffix" }
        if isDevice(text) { return "it is a device name on Windows" }
        return nil
    }

    /// In any case, because `x.LOCK` is git's `x.lock` on macOS and Windows.
    private static func endsInLock(_ bytes: String.UTF8View) -> Bool {
        bytes.count > 5 && bytes.suffix(5).elementsEqual(".lock".utf8) { $0 | 0x20 == $1 | 0x20 }
    }

    /// Windows refuses a device's name in any case and with any extension, `nul.json` as much as `NUL`.
    private static func isDevice(_ text: String) -> Bool {
        let stem = text.utf8.prefix { $0 != UInt8(ascii: ".") }
        guard stem.count == 3 || stem.count == 4 else { return false }
        let name = String(decoding: stem, as: UTF8.self).uppercased()
        if devices.contains(name) { return true }
        guard stem.count == 4, let digit = stem.last, digit >= UInt8(ascii: "1"), digit <= UInt8(ascii: "9") else {
            return false
        }
        return numberedDevices.contains(String(name.dropLast()))
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// Whether a key may have a byte somewhere.
    static func isKeyByte(_ byte: UInt8) -> Bool { isLetterOrDigit(byte) || isPunctuation(byte) }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
}
