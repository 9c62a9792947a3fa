/// The settings that an environment carries itself: GIT_CONFIG_COUNT with its keys and values, and what `git -c` hands
/// on in GIT_CONFIG_PARAMETERS.
struct EnvironmentSettings {
    /// A setting; no value stands for true.
    typealias Setting = (key: String, value: String?)

    private(set) var settings: [Setting] = []

    /// Throws ``GitError/notAllowed(_:hint:)`` for variables that git refuses too.
    init(_ environment: [String: String]) throws(GitError) {
        if let text = environment["GIT_CONFIG_PARAMETERS"] { settings += try EnvironmentSettings.quoted(text) }
        guard let text = environment["GIT_CONFIG_COUNT"], !text.isEmpty else { return }
        guard let count = Int(text), (0...10_000).contains(count) else {
            throw .notAllowed("GIT_CONFIG_COUNT holds '\(text)', which is no count", hint: nil)
        }
        for number in 0..<count {
            guard let key = environment["GIT_CONFIG_KEY_\(number)"],
                let value = environment["GIT_CONFIG_VALUE_\(number)"]
            else { throw .notAllowed("GIT_CONFIG_COUNT is \(count), but setting \(number) is missing", hint: nil) }
            settings.append((key, value))
        }
    }

    /// The settings as a file that git's reader takes.
    func file() throws(GitError) -> String {
        var text = ""
        for (key, value) in settings {
            let parts = key.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count >= 2, let section = parts.first, let name = parts.last, !section.isEmpty, !name.isEmpty,
                (section + name).utf8.allSatisfy(EnvironmentSettings.isNameByte), !key.utf8.contains(10)
            else { throw .notAllowed("the environment sets '\(key)', which is no setting's name", hint: nil) }
            let inner = parts.dropFirst().dropLast().joined(separator: ".")
            text += parts.count == 2 ? "[\(section)]\n" : "[\(section) \"\(EnvironmentSettings.escaped(inner))\"]\n"
            text += value.map { "\t\(name) = \"\(EnvironmentSettings.escaped($0))\"\n" } ?? "\t\(name)\n"
        }
        return text
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "-"): true
        default: false
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Reads words in the shell's single quotes: `'key'='value'`, `'key=value'` or `'key'`.
    private static func quoted(_ text: String) throws(GitError) -> [Setting] {
        var reader = QuotedWords(text)
        var settings: [Setting] = []
        while !reader.isAtEnd {
            guard let first = reader.word() else {
                throw .notAllowed("GIT_CONFIG_PARAMETERS holds \(text), which git did not write", hint: nil)
            }
            if reader.skip(UInt8(ascii: "=")) {
                // Nothing after the sign: a setting without a value.
                settings.append((first, reader.word()))
            } else if let equals = first.firstIndex(of: "=") {
                settings.append((String(first[..<equals]), String(first[first.index(after: equals)...])))
            } else {
                settings.append((first, nil))
            }
            while reader.skip(UInt8(ascii: " ")) {}
        }
        return settings
    }
}

/// Reads what git's own shell quoting writes.
private struct QuotedWords {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) { rest = Array(text.utf8)[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// A word in quotes, in which `'\''` stands for a quote and `'\!'` for an exclamation mark.
    mutating func word() -> String? {
        let quote = UInt8(ascii: "'")
        guard skip(quote) else { return nil }
        var bytes: [UInt8] = []
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte != quote {
                bytes.append(byte)
            } else if rest.count >= 3, rest.first == UInt8(ascii: "\\"), rest[rest.startIndex + 2] == quote {
                bytes.append(rest[rest.startIndex + 1])
                rest = rest.dropFirst(3)
            } else {
                return String(decoding: bytes, as: UTF8.self)
            }
        }
        return nil
    }
}
