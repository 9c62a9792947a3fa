import Documents
import FlagModel
import Rollouts

/// Asks a web server some times, one after another, and takes one number of each answer.
struct HTTPProbe {
    /// The path below the source's address.
    let path: String
    /// What is taken of an answer.
    let probe: MetricDefinition.Probe
    /// How often it is asked; less than 1 means once.
    let count: Int

    private static let limits = JSONLimits(bytes: SourceServer.answerLimit, allowsDuplicateMembers: true)

    /// The numbers, all of one moment.
    func observation(from server: SourceServer, at time: Timestamp) async -> Observation {
        var samples: [Sample] = []
        var warnings: [String] = []
        for _ in 0..<max(1, count) {
            do {
                let (value, warning) = try await value(from: server)
                samples.append(Sample(time: time, value: value))
                if let warning, !warnings.contains(warning) { warnings.append(warning) }
            } catch {
                return .failed(error.reason)
            }
        }
        return .samples(samples, warnings: warnings)
    }

    /// One number, and what explains it.
    private func value(from server: SourceServer) async throws(WebFailure) -> (value: Double, warning: String?) {
        switch probe {
        case .status: return try await status(from: server)
        case .latency: return (try await success(from: server, keepsBody: false).milliseconds, nil)
        case .value(let pointer):
            return (try number(at: pointer, in: try await success(from: server, keepsBody: true).body), nil)
        }
    }

    /// A server that does not answer is a measurement here, other than one that cannot be asked.
    private func status(from server: SourceServer) async throws(WebFailure) -> (value: Double, warning: String?) {
        do {
            let answer = try await server.ask(path, keepsBody: false)
            return answer.isSuccess ? (1, nil) : (0, answer.statusText)
        } catch {
            guard error.kind != .setup else { throw error }
            return (0, error.reason)
        }
    }

    /// An answer with a status of success: an error that comes fast is no good latency.
    private func success(from server: SourceServer, keepsBody: Bool) async throws(WebFailure) -> WebAnswer {
        let answer = try await server.ask(path, keepsBody: keepsBody)
        guard answer.isSuccess else { throw WebFailure(.setup, "\(path) has \(answer.statusText)") }
        return answer
    }

    private func number(at text: String, in body: [UInt8]) throws(WebFailure) -> Double {
        guard let pointer = JSONPointer(text) else {
            throw WebFailure(.setup, "'\(text)' is no JSON pointer: write it as /queue/depth")
        }
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: body, limits: Self.limits)
        } catch {
            throw WebFailure(.setup, "the answer of \(path) is no JSON: \(error.message)")
        }
        let node: JSONNode
        do {
            node = try pointer.node(from: document.root)
        } catch {
            let place = error.pointer.isEmpty ? "the answer" : "'\(error.pointer)'"
            throw WebFailure(.setup, "the answer of \(path) has no '\(text)': \(place) is \(error.found)")
        }
        guard let number = node.number else {
            throw WebFailure(.setup, "'\(text)' in the answer of \(path) is \(node.kindName), not a number")
        }
        guard number.double.isFinite else {
            throw WebFailure(.setup, "'\(text)' in the answer of \(path) is too large a number")
        }
        return number.double
    }
}
