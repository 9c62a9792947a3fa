import FlagModel
import NIOHTTP1
import Rollouts

/// A range query of Prometheus' HTTP API (`/api/v1/query_range`).
struct PrometheusRange {
    /// PromQL.
    let query: String
    /// The time that it is about.
    let request: MeasurementRequest

    /// Asks a server that has not been silent in this look.
    func observation(from server: SourceServer) async -> Observation {
        if let reason = server.silence.reason { return .failed("\(reason), and was not asked again") }
        do {
            let answer = try await answer(of: server)
            server.silence.end()
            return PrometheusAnswer(status: answer.statusText, isSuccess: answer.isSuccess, quoted: server.quoted)
                .observation(of: answer.body)
        } catch {
            server.silence.note(error)
            return .failed(error.reason)
        }
    }

    /// Posts the query, which may be longer than an address; where only reading is allowed, it goes into the address.
    private func answer(of server: SourceServer) async throws(WebFailure) -> WebAnswer {
        let path = "/api/v1/query_range"
        let form = form(timeout: server.source.timeout)
        let answer = try await server.ask(path, form: form)
        guard answer.status == .methodNotAllowed else { return answer }
        return try await server.ask("\(path)?\(form)")
    }

    /// The parameters as a form writes them.
    func form(timeout: Int) -> String {
        [
            ("query", query), ("start", Self.seconds(request.from)), ("end", Self.seconds(request.to)),
            ("step", String(request.step)), ("timeout", "\(timeout)s"),
        ].map { "\($0.0)=\(Self.encoded($0.1))" }.joined(separator: "&")
    }

    /// Unix time with the decimals that it has.
    private static func seconds(_ time: Timestamp) -> String {
        guard time.nanoseconds > 0 else { return String(time.unixSeconds) }
        var digits = String(time.nanoseconds)
        digits = String(repeating: "0", count: 9 - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(time.unixSeconds).\(digits)"
    }

    /// Everything but unreserved characters as `%20` (RFC 3986).
    private static func encoded(_ text: String) -> String {
        let hex = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
