/// The secret that a request comes with: `Authorization: Bearer …` (RFC 6750) or `X-API-Key: …`.
enum Credentials {
    static func secret(authorization: String?, apiKey: String?) -> String? {
        if let apiKey { return apiKey }
        guard let authorization = authorization?.utf8, let space = authorization.firstIndex(of: UInt8(ascii: " ")),
            authorization[..<space].elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 })
        else { return nil }
        return String(Substring(authorization[space...].drop { $0 == UInt8(ascii: " ") }))
    }
}
