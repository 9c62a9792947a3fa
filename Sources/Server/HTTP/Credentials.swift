#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The secret that a request comes with: `Authorization: Bearer …` (RFC 6750) or `X-API-Key: …`.
enum Credentials {
    /// The same, or the password of `Authorization: Basic …` (RFC 7617), which browsers send by themselves once it was
    /// typed: only what does nothing but show may take it.
    static func secretOfReader(authorization: String?, apiKey: String?) -> String? {
        if let secret = secret(authorization: authorization, apiKey: apiKey) { return secret }
        guard let authorization, let space = authorization.firstIndex(of: " "),
            authorization[..<space].lowercased() == "basic",
            let data = Data(base64Encoded: String(authorization[space...].drop { $0 == " " }))
        else { return nil }
        let pair = String(decoding: data, as: UTF8.self)
        return pair.firstIndex(of: ":").map { String(pair[pair.index(after: $0)...]) }
    }

    static func secret(authorization: String?, apiKey: String?) -> String? {
        if let apiKey { return apiKey }
        guard let authorization = authorization?.utf8, let space = authorization.firstIndex(of: UInt8(ascii: " ")),
            authorization[..<space].elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 })
        else { return nil }
        return String(Substring(authorization[space...].drop { $0 == UInt8(ascii: " ") }))
    }
}
