import Documents
import Evaluation
import Exchange
import FlagModel
import NIOCore

/// Answers requests, whichever way they come in; knows nothing of connections.
struct Desk: Sendable {
    let board: Board
    let ring: KeyRing
    let hub: EventHub
    let metrics: Metrics
    /// The status site; nothing where it is not served.
    var site: SiteShelf?

    /// Why a request is not let through.
    struct Refused: Error {
        let reply: Reply
    }

    /// The environment that a request is about, if it may see it.
    ///
    /// Without a name it is the only one that is served, or the only one that the key opens.
    func environment(_ name: String?, secret: String?) throws(Refused) -> ServedEnvironment {
        let access = ring.access(with: secret)
        guard access != .none else { throw Refused(reply: .unauthorized(hasKey: secret != nil)) }
        if let name { return try environment(name, access) }
        let open = board.keys.count == 1 ? board.keys : board.keys.filter { access.opens($0) }
        guard open.count <= 1 else {
            let names = open.joined(separator: ", ")
            throw Refused(
                reply: .error(400, "several environments are served (\(names)); ask below /environments/NAME"))
        }
        guard let only = open.first else { throw Refused(reply: .forbidden) }
        return try environment(only, access)
    }

    private func environment(_ name: String, _ access: KeyRing.Access) throws(Refused) -> ServedEnvironment {
        guard access.opens(name) else { throw Refused(reply: .forbidden) }
        guard let environment = board[name] else {
            throw Refused(reply: .error(404, "environment '\(name)' is not served here"))
        }
        return environment
    }

    /// One flag for one context.
    func evaluate(_ key: String, _ name: String?, secret: String?, body: ByteBuffer) -> (Reply, Metrics.Evaluation?) {
        do throws(Refused) {
            let environment = try environment(name, secret: secret)
            let request = try request(body, key: key)
            let evaluation = environment.compiled.evaluate(key, for: request.context)
            var buffer = ByteBufferAllocator().buffer(capacity: 256)
            EvaluationText.write(evaluation, of: environment, to: &buffer)
            let status = evaluation.errorCode.map { $0 == .flagNotFound ? 404 : 400 } ?? 200
            return (
                Reply(status: status, contentType: Reply.json, body: buffer),
                Metrics.Evaluation(
                    environment: environment.key.text, reason: evaluation.reason,
                    flag: evaluation.errorCode == .flagNotFound ? nil : key)
            )
        } catch {
            return (error.reply, nil)
        }
    }

    private func request(_ body: ByteBuffer, key: String?) throws(Refused) -> EvaluationRequest {
        do throws(ProtocolError) {
            return try EvaluationRequest(body)
        } catch {
            throw Refused(reply: .json(error.json(key: key), status: 400))
        }
    }

    /// All flags for one context, or nothing new.
    func evaluateAll(_ name: String?, secret: String?, ifNoneMatch: String?, body: ByteBuffer) -> Reply {
        do throws(Refused) {
            let environment = try environment(name, secret: secret)
            let request = try request(body, key: nil)
            let tag = EntityTag.of(environment.version, context: request.contextBytes)
            if EntityTag.matches(ifNoneMatch, tag) { return .notModified(tag) }
            var buffer = ByteBufferAllocator().buffer(capacity: 1_024 + environment.compiled.keys.count * 96)
            let reasons = EvaluationText.writeAll(
                for: request.context, of: environment, streams: streams(of: environment.key.text), to: &buffer)
            metrics.noteAll(reasons, in: environment.key.text)
            return Reply(contentType: Reply.json, fields: [("etag", tag)], body: buffer)
        } catch {
            return error.reply
        }
    }

    /// Where an environment's events are: a path that needs no key where the answer with it needed one.
    private func streams(of environment: String) -> String {
        let token = ring.token(for: environment).map { "?token=\($0)" } ?? ""
        return "/environments/\(environment)/ofrep/v1/events\(token)"
    }

    /// The environment in flagd's format, or nothing new.
    func flagdFile(_ name: String?, secret: String?, ifNoneMatch: String?) async -> Reply {
        do throws(Refused) {
            let environment = try environment(name, secret: secret)
            let tag = EntityTag.of(environment.version)
            if EntityTag.matches(ifNoneMatch, tag) { return .notModified(tag) }
            switch await environment.flagdFile.bytes() {
            case .success(let bytes):
                return Reply(contentType: Reply.json, fields: [("etag", tag)], body: ByteBuffer(bytes: bytes))
            case .failure(let refusal):
                let list = refusal.list.map { JSONValue.string("\($0.flag ?? name ?? "environment"): \($0.reason)") }
                return .json(
                    ["errorDetails": "flagd has no way to say all flags", "inexpressible": .array(list)], status: 406)
            }
        } catch {
            return error.reply
        }
    }
}

extension Reply {
    static func unauthorized(hasKey: Bool) -> Reply {
        .error(
            401,
            hasKey
                ? "the API key is not known here"
                : "an API key is needed: 'Authorization: Bearer KEY' or 'X-API-Key: KEY'",
            fields: [("www-authenticate", "Bearer")])
    }

    static var forbidden: Reply { .error(403, "the API key does not open this environment") }
}
