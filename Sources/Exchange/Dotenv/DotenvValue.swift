import Documents
import FlagModel

/// Writes values so that every reader of dotenv files and every shell reads the same text.
enum DotenvValue {
    static func text(of value: JSONValue, _ type: FlagType) throws(Refusal) -> String {
        switch value {
        case .string(let text): return try quoted(text)
        case .number(let number) where type == .integer: return number.int.map { "\($0)" } ?? number.literal
        default: return try quoted(CanonicalJSON.compact(value))
        }
    }

    /// Plain where nothing in it means anything to anybody, else in single quotes, which all readers take literally.
    private static func quoted(_ text: String) throws(Refusal) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        for scalar in text.unicodeScalars {
            if let name = trouble(scalar) {
                throw Refusal("its value has \(name), which readers of dotenv files and shells read differently")
            }
        }
        return "'\(text)'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: "_-./:@%+,".utf8.contains(byte)
        }
    }

    private static func trouble(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "'": "a single quote"
        case "\\": "a backslash"
        case "$": "a dollar sign"
        case "\n", "\r": "a line break"
        case _ where scalar.value < 0x20 || scalar.value == 0x7F: "a control character"
        default: nil
        }
    }
}
