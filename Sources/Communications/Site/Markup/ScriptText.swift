import Documents

/// Values as scripts have them, safe in a file of their own and between tags.
enum ScriptText {
    /// A call of a function that the site's script has: `flagctlSearch([…]);`.
    static func call(_ function: StaticString, _ arguments: [JSONValue]) -> String {
        call(function, arguments.map(value))
    }

    /// A call with arguments that are values of scripts already.
    static func call(_ function: StaticString, _ arguments: [String]) -> String {
        "\(function)(\(arguments.joined(separator: ",")));\n"
    }

    /// A value as a script has it.
    static func value(_ json: JSONValue) -> String { escaped(CanonicalJSON.compact(json)) }

    /// JSON in which nothing ends a script or a line, or turns it around.
    static func escaped(_ json: String) -> String {
        guard json.utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == 0xE2 }) else { return json }
        var text = ""
        for scalar in json.unicodeScalars {
            switch scalar {
            case "<": text += "\\u003c"
            case "\u{2028}": text += "\\u2028"
            case "\u{2029}": text += "\\u2029"
            case _ where scalar.isReordering: break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
