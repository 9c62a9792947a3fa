import FlagModel
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Answers, in tasks, what the fast path leaves.
struct Responder: HTTPResponder {
    typealias Context = BasicRequestContext

    let desk: Desk
    let webhook: Webhook
    let log: RequestLog

    func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        var (route, query) = Route.of(request.head.path ?? "/")
        if desk.site == nil, route.name == .site { route = .unknown }
        let response = await response(to: request, route, query)
        let duration = ContinuousClock.now - start
        desk.metrics.note(route.name, status: response.status.code, in: duration)
        log.note(request.method.rawValue, route.name, nil, status: response.status.code, duration)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func response(to request: Request, _ route: Route, _ query: Substring) async -> Response {
        let method = request.method.rawValue
        guard route.methods.contains(method) || route.methods.isEmpty else {
            let allowed = route.methods.joined(separator: ", ")
            return Response(.error(405, "\(method) is not for this path, \(allowed) is", fields: [("allow", allowed)]))
        }
        if case .events(let environment) = route { return events(environment, request, query) }
        return Response(await reply(to: request, route))
    }

    private func reply(to request: Request, _ route: Route) async -> Reply {
        let secret = request.secret
        switch route {
        case .health: return desk.health()
        case .readiness: return desk.readiness()
        case .metrics: return desk.metricsText()
        case .site(let path):
            return await desk.page(
                path,
                secret: Credentials.secretOfReader(
                    authorization: request.headers[.authorization], apiKey: request.headers[.apiKey]),
                accept: request.headers[.accept], ifNoneMatch: request.headers[.ifNoneMatch])
        case .toSite: return .toSite
        case .malformed: return .error(400, "the path has a percent-encoding that is none, or that is not UTF-8")
        case .unknown, .events: return .error(404, "there is nothing at this path")
        case .flagdFile(let environment):
            return await desk.flagdFile(environment, secret: secret, ifNoneMatch: request.headers[.ifNoneMatch])
        case .evaluate, .evaluateAll, .refresh: break
        }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Limits.body)
        } catch is NIOTooManyBytesError {
            return .tooLarge(key: nil)
        } catch {
            return .error(400, "the body did not come whole")
        }
        switch route {
        case .evaluate(let key, let environment):
            let (reply, evaluated) = desk.evaluate(key, environment, secret: secret, body: body)
            if let evaluated { desk.metrics.note(evaluated) }
            return reply
        case .evaluateAll(let environment):
            return desk.evaluateAll(
                environment, secret: secret, ifNoneMatch: request.headers[.ifNoneMatch], body: body)
        default:
            return webhook.reply(
                secret: secret, signature: request.headers[.signature], token: request.headers[.gitLabToken],
                body: body)
        }
    }

    /// The event stream of an environment: `refetchEvaluation` whenever its configuration is another one.
    private func events(_ name: String?, _ request: Request, _ query: Substring) -> Response {
        let environment: ServedEnvironment
        do throws(Desk.Refused) {
            environment = try desk.listened(name, secret: request.secret, token: Self.token(query))
        } catch {
            return Response(error.reply)
        }
        let versions = desk.hub.versions(of: environment.key.text)
        let known = request.headers[.lastEventID] ?? environment.version.text
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: EventText.greeting))
            var last = known
            if let current = desk.board[environment.key.text]?.version, current.text != last {
                last = current.text
                try await writer.write(ByteBuffer(string: EventText.refetch(current)))
            }
            for await version in versions.cancelOnGracefulShutdown() {
                let text = version.text == last ? EventText.heartbeat : EventText.refetch(version)
                last = version.text
                try await writer.write(ByteBuffer(string: text))
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private static func token(_ query: Substring) -> String? {
        query.split(separator: "&").first { $0.hasPrefix("token=") }.map { String($0.dropFirst("token=".count)) }
    }
}

extension Request {
    fileprivate var secret: String? {
        Credentials.secret(authorization: headers[.authorization], apiKey: headers[.apiKey])
    }
}

extension Response {
    /// A reply as Hummingbird sends it.
    fileprivate init(_ reply: Reply) {
        var headers = HTTPFields()
        if let type = reply.contentType { headers[.contentType] = type }
        for (name, value) in reply.fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        self.init(
            status: HTTPResponse.Status(code: reply.status), headers: headers,
            body: reply.status == 304 ? ResponseBody() : ResponseBody(byteBuffer: reply.body))
    }
}

extension HTTPField.Name {
    // These are names, so that there is something to unwrap.
    fileprivate static let apiKey = HTTPField.Name("X-API-Key")!
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID")!
    fileprivate static let signature = HTTPField.Name("X-Hub-Signature-256")!
    fileprivate static let gitLabToken = HTTPField.Name("X-Gitlab-Token")!
}
