import Documents
import FlagModel
import Rollouts

/// Reads what Prometheus' HTTP API answers a query with: samples of one series, or why there are none.
struct PrometheusAnswer {
    /// The answer's status as a reason names it.
    let status: String
    /// Whether the status is one of success.
    let isSuccess: Bool
    /// Makes a text of the server fit for a reason.
    let quoted: (String) -> String

    private static let limits = JSONLimits(bytes: SourceServer.answerLimit, allowsDuplicateMembers: true)

    /// Why there are no samples.
    private struct Mistake: Error {
        let reason: String
    }

    /// What the body comes to.
    func observation(of body: [UInt8]) -> Observation {
        do throws(Mistake) {
            let root = try document(body).root
            try refuseErrors(root)
            let warnings = (texts(root[member: "warnings"]) + texts(root[member: "infos"])).map(quoted)
            guard let type = root[member: "data"]?[member: "resultType"]?.string,
                let result = root[member: "data"]?[member: "result"]
            else { throw notPrometheus }
            var samples = try samples(result, type)
            samples.sort { $0.time < $1.time }
            if samples.isEmpty { return .noData((["the query has no series"] + warnings).joined(separator: "; ")) }
            guard samples.contains(where: { !$0.value.isNaN }) else {
                let count = samples.count == 1 ? "one sample" : "\(samples.count) samples"
                return .noData((["only NaN in \(count)"] + warnings).joined(separator: "; "))
            }
            return .samples(samples, warnings: warnings)
        } catch {
            return .failed(error.reason)
        }
    }

    private func document(_ body: [UInt8]) throws(Mistake) -> JSONDocument {
        do {
            return try JSONDocument(parsing: body, limits: Self.limits)
        } catch {
            // What a proxy says in front of a Prometheus that is gone is a page for people.
            throw Mistake(reason: isSuccess ? "the answer is no JSON: \(error.message)" : status)
        }
    }

    private func refuseErrors(_ root: JSONNode) throws(Mistake) {
        switch root[member: "status"]?.string {
        case "success" where isSuccess: return
        case "error":
            let kind = root[member: "errorType"]?.string ?? "error"
            throw Mistake(reason: quoted("\(kind): \(root[member: "error"]?.string ?? status)"))
        default: throw isSuccess ? notPrometheus : Mistake(reason: status)
        }
    }

    private var notPrometheus: Mistake { Mistake(reason: "the answer is none of Prometheus' HTTP API") }

    private func texts(_ list: JSONNode?) -> [String] { (list?.array ?? []).compactMap(\.string) }

    private func samples(_ result: JSONNode, _ type: String) throws(Mistake) -> [Sample] {
        switch type {
        case "scalar": return [try sample(result)]
        case "string": throw Mistake(reason: "the query gives a string, not a number")
        case "matrix", "vector": break
        default: throw Mistake(reason: "the query gives '\(quoted(type))', not a series")
        }
        guard let series = result.array else { throw notPrometheus }
        guard series.count < 2 else { throw Mistake(reason: several(series)) }
        guard let only = series.first else { return [] }
        if let value = only[member: "value"] { return [try sample(value)] }
        guard let values = only[member: "values"]?.array else {
            let isHistogram = only[member: "histogram"] != nil || only[member: "histograms"] != nil
            throw isHistogram
                ? Mistake(
                    reason: "the query gives histograms: make numbers of them, as with histogram_quantile(0.95, …)")
                : notPrometheus
        }
        var samples: [Sample] = []
        samples.reserveCapacity(values.count)
        for value in values { samples.append(try sample(value)) }
        return samples
    }

    /// A pair of Unix time and a number in quotes, which may be `NaN`, `+Inf` or `-Inf`.
    private func sample(_ pair: JSONNode) throws(Mistake) -> Sample {
        guard let pair = pair.array, pair.count == 2, let time = pair[0].number.flatMap(Timestamp.init(unixTime:)),
            let text = pair[1].string, let value = Double(text)
        else { throw Mistake(reason: "the answer has a sample that is not [time, \"number\"]") }
        return Sample(time: time, value: value)
    }

    /// How many series there are and what tells them apart.
    private func several(_ series: [JSONNode]) -> String {
        let labels = series.map { node in
            Dictionary(
                (node[member: "metric"]?.object ?? []).map { ($0.name, $0.value.string) }, uniquingKeysWith: { $1 })
        }
        let names = Set(labels.flatMap(\.keys)).filter { name in
            labels.contains { $0[name] != labels[0][name] }
        }.sorted()
        let some = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
        let difference = names.isEmpty ? "" : ", which differ in \(quoted(some))"
        return "the query has \(series.count) series\(difference): make one of them, as with sum(…)"
    }
}

extension Timestamp {
    /// Reads Unix time with decimals, of which nanoseconds are kept.
    init?(unixTime number: JSONNumber) {
        let parts = number.literal.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count < 3, let seconds = Int(parts[0]), seconds > 0 {
            guard parts.count == 2 else {
                self.init(unixSeconds: seconds)
                return
            }
            let digits = parts[1].prefix(9)
            if parts[1].utf8.allSatisfy({ (48...57).contains($0) }), var nanoseconds = Int(digits) {
                for _ in digits.count..<9 { nanoseconds *= 10 }
                self.init(unixSeconds: seconds, nanoseconds: nanoseconds)
                return
            }
        }
        // Exponents and times before 1970.
        let time = number.double
        guard time.magnitude < 1e12 else { return nil }
        let seconds = time.rounded(.down)
        self.init(unixSeconds: Int(seconds), nanoseconds: Int((time - seconds) * 1e9))
    }
}
