/// A text that attributes are searched for, as bytes: what is equal for Unicode but written otherwise is not equal.
final class TextOperand: Sendable {
    enum Place: Sendable {
        case prefix, suffix, anywhere
    }

    private let bytes: [UInt8]
    private let place: Place

    init(_ text: String, _ place: Place) {
        bytes = Array(text.utf8)
        self.place = place
    }

    /// Whether the text has this one at its place; every text has the empty one.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard text.count >= bytes.count else { return false }
            let last = text.count - bytes.count
            return switch place {
            case .prefix: stands(at: 0, in: text)
            case .suffix: stands(at: last, in: text)
            case .anywhere: (0...last).contains { stands(at: $0, in: text) }
            }
        }
    }

    @inline(__always)
    private func stands(at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in bytes.indices where text[start + index] != bytes[index] { return false }
        return true
    }
}
