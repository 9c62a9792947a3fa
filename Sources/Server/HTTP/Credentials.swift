/// The secret that a request comes with: `Authorization: Bearer …` (RFC 6750) or `X-API-Key: …`.
enum Credentials {
    static func secret(authorization: String?, apiKey: String?) -> String? {
        if let apiKey { return apiKey }
        guard let authorization, let space = authorization.firstIndex(of: " "),
            authorization[..<space].lowercased() == "bearer"
        else { return nil }
        return String(authorization[space...].drop { $0 == " " })
    }
}
