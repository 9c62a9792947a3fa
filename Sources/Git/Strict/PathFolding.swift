/// Names as lenient file systems and eyes see them: without case, trailing dots and spaces, and invisible characters.
public enum PathFolding {
    /// The form in which twins are equal; comparing it as a text also makes composed and decomposed letters equal.
    public static func folded(_ name: [UInt8]) -> String {
        if isPlain(name, lowerCase: true) { return String(decoding: name, as: UTF8.self) }
        var text: Substring
        if name.allSatisfy({ $0 >= 32 && $0 < 127 }) {
            text = Substring(decoding: name.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }, as: UTF8.self)
        } else {
            var visible = String.UnicodeScalarView()
            for scalar in String(decoding: name, as: UTF8.self).unicodeScalars where !isInvisible(scalar) {
                visible.append(scalar)
            }
            text = Substring(String(visible).lowercased())
        }
        while let last = text.last, last == " " || last == "." { text.removeLast() }
        return String(text)
    }

    /// Why a name is not safe in a folder that flagctl reads; nil for one that is.
    public static func problem(with name: [UInt8]) -> String? {
        if isPlain(name, lowerCase: false) { return nil }
        if name.isEmpty { return "it is empty" }
        if name.contains(UInt8(ascii: "/")) || name.contains(UInt8(ascii: "\\")) { return "it has a slash" }
        if name == [46] || name == [46, 46] { return "it names a folder's own or upper folder" }
        if name.last == 46 || name.last == 32 { return "it ends in a dot or a space" }
        if folded(name) == ".git" { return "it is git's own" }
        if name.allSatisfy({ $0 >= 32 && $0 < 127 }) { return nil }
        guard String(validating: name, as: UTF8.self) != nil else { return "it is not UTF-8" }
        if String(decoding: name, as: UTF8.self).unicodeScalars.contains(where: isInvisible) {
            return "it has invisible characters"
        }
        return nil
    }

    /// Whether a name is safe and its own folded form, so that no other such name can be taken for it.
    static func isFolded(_ name: [UInt8]) -> Bool { isPlain(name, lowerCase: true) }

    /// Whether a name has only what keys have, and is no special one; most names are.
    private static func isPlain(_ name: [UInt8], lowerCase: Bool) -> Bool {
        guard let first = name.first, let last = name.last, first != 46, last != 46 else { return false }
        for byte in name {
            switch byte {
            case 97...122, 48...57, 45, 46, 95: continue
            case 65...90: if lowerCase { return false }
            default: return false
            }
        }
        return true
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
