import Documents

extension Decoding {
    /// An address of http or https that a browser can open: ASCII, with a host, without a user or password.
    func webAddress(_ node: JSONNode) -> String? {
        guard let url = text(node) else { return nil }
        if WebAddress.isOne(url) { return url }
        report(.invalidWebAddress(url), at: node)
        return nil
    }

    /// Addresses by their names.
    func addresses(_ node: JSONNode) -> JSONObject? {
        guard let members = object(node) else { return nil }
        return JSONObject(
            members.compactMap { member in
                webAddress(member.value).map { (name: member.name, value: JSONValue.string($0)) }
            })
    }

    /// The name of an environment variable.
    func variable(_ node: JSONNode) -> String? {
        guard let name = text(node) else { return nil }
        let isName = name.utf8.enumerated().allSatisfy { index, byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"): index > 0
            default: false
            }
        }
        if isName { return name }
        report(.noVariable, at: node)
        return nil
    }
}

extension Problem {
    fileprivate static func invalidWebAddress(_ text: String) -> Problem {
        Problem("invalid-address", "'\(text)' is no address of the web", hint: "write it as https://example.com/docs")
    }
}
