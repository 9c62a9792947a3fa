/// The Static Analysis Results Interchange Format 2.1.0 (OASIS), as code scanning services read it.
public enum SARIF {
    /// Makes the log of one run: its results in order, and the rules that they name, sorted.
    public static func report(_ findings: [Finding], toolVersion: String) -> JSONValue {
        let rules = Set(findings.map(\.rule)).sorted { $0.utf8Bytes < $1.utf8Bytes }
        let indices = Dictionary(uniqueKeysWithValues: zip(rules, rules.indices))
        let driver: JSONValue = [
            "name": "flagctl",
            "version": .string(toolVersion),
            "rules": .array(rules.map { ["id": .string($0)] }),
        ]
        let run: JSONValue = [
            "tool": ["driver": driver],
            "columnKind": "unicodeCodePoints",
            "results": .array(findings.map { result($0, ruleIndex: indices[$0.rule] ?? -1) }),
        ]
        return [
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        ]
    }

    private static func result(_ finding: Finding, ruleIndex: Int) -> JSONValue {
        let text = finding.hint.map { "\(finding.message)\nhint: \($0)" } ?? finding.message
        return [
            "ruleId": .string(finding.rule),
            "ruleIndex": .number(JSONNumber(ruleIndex)),
            "level": .string(finding.severity.rawValue),
            "message": ["text": .string(text)],
            "locations": [["physicalLocation": .object(location(finding))]],
        ]
    }

    private static func location(_ finding: Finding) -> JSONObject {
        var location: JSONObject = [
            "artifactLocation": ["uri": .string(uri(finding.path)), "uriBaseId": "%SRCROOT%"]
        ]
        if let position = finding.position {
            location["region"] = [
                "startLine": .number(JSONNumber(position.line)),
                "startColumn": .number(JSONNumber(position.column)),
            ]
        }
        return location
    }

    /// Escapes a relative path as a URI reference (RFC 3986): everything but unreserved characters and `/`.
    private static func uri(_ path: String) -> String {
        var uri = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                uri.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                uri += byte < 16 ? "%0" : "%"
                uri += String(byte, radix: 16, uppercase: true)
            }
        }
        return uri
    }
}
