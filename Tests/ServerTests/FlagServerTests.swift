import AsyncHTTPClient
import FlagModel
import Foundation
import Git
import Logging
import NIOCore
import NIOHTTP1
import TestSupport
import Testing

@testable import Server

@Suite struct FlagServerTests {
    private static let flag = "/environments/production/ofrep/v1/evaluate/flags/"
    private static let all = "/environments/production/ofrep/v1/evaluate/flags"

    @Test func `flags are evaluated in the environment that the path names`() async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let off = try await server.post(Self.flag + "CSF")
            #expect(off.status == 200)
            #expect(off.text == #"{"key":"CSF","reason":"DISABLED","variant":"off","value":false}"#)
            #expect(off.fields["content-type"] == "application/json")
            #expect(off.fields["date"]?.hasSuffix(" GMT") == true)
            let matched = try await server.post(Self.flag + "theme", #"{"context":{"early-adopters":true}}"#)
            #expect(matched.text == #"{"key":"theme","reason":"TARGETING_MATCH","variant":"dark","value":"dark"}"#)
            let rest = try await server.post(Self.flag + "theme")
            #expect(rest.text.hasSuffix(#""value":"light","metadata":{"reason":"DEFAULT"}}"#), "\(rest.text)")
            let unknown = try await server.post(Self.flag + "a%2Fb")
            #expect(unknown.status == 404)
            #expect(unknown.text.hasPrefix(#"{"key":"a/b","errorCode":"FLAG_NOT_FOUND","errorDetails":"#))
            #expect(try await server.post("/ofrep/v1/evaluate/flags/CSF").status == 400, "there are two environments")
            #expect(try await server.post("/environments/x/ofrep/v1/evaluate/flags/CSF").status == 404)
        }
    }

    @Test func `one environment needs no name`() async throws {
        let flags = try await FlagFixture()
        try await RunningServer.with(flags) { options in
            options.environments = ["production"]
        } body: { server in
            let answer = try await server.post("/ofrep/v1/evaluate/flags/CHAT")
            #expect(answer.text.contains(#""variant":"on""#))
            let other = try await server.post("/environments/development/ofrep/v1/evaluate/flags/CHAT")
            #expect(other.status == 404)
        }
    }

    @Test func `weights without a bucket value are the protocol's error`() async throws {
        let state = SampleFlags.state("CSF", enabled: true, fallthrough: #"{ "on": 25, "off": 75 }"#)
        let flags = try await FlagFixture(["environments/production/flags/CSF.json": state])
        try await RunningServer.with(flags) { server in
            let missing = try await server.post(Self.flag + "CSF")
            #expect(missing.status == 400)
            #expect(missing.text.hasPrefix(#"{"key":"CSF","errorCode":"TARGETING_KEY_MISSING""#))
            let all = try await server.post(Self.all)
            #expect(all.status == 200)
            #expect(all.text.contains(#"{"key":"CSF","errorCode":"TARGETING_KEY_MISSING""#))
            #expect(all.text.contains(#"{"key":"CHAT","reason":"STATIC","variant":"on","value":true}"#))
        }
    }

    @Test func `the tag is the configuration's and the context's`() async throws {
        let flags = try await FlagFixture()
        try await RunningServer.with(flags) { server in
            let first = try await server.post(Self.all)
            let tag = try #require(first.fields["etag"])
            let again = try await server.post(Self.all, #"{"context":{}}"#, ["If-None-Match": tag])
            #expect(again.status == 304)
            #expect(again.text.isEmpty)
            let other = try await server.post(Self.all, #"{"context":{"plan":"pro"}}"#, ["If-None-Match": tag])
            #expect(other.status == 200)
            let served = { (answer: RunningServer.Answer) in answer.text.contains(#""status":"current""#) }
            try await flags.commit(["environments/development/flags/CSF.json": SampleFlags.state("CSF", enabled: true)])
            let head = try await flags.head()
            _ = try await server.wait(for: "/readyz") { served($0) && $0.text.contains(head) }
            #expect(try await server.post(Self.all).fields["etag"] == tag, "another environment changed")
            try await flags.commit(["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)])
            let changed = try await server.wait(for: Self.all) { $0.fields["etag"] != tag }
            #expect(changed.text.contains(#"{"key":"CSF","reason":"STATIC","variant":"on","value":true}"#))
        }
    }

    @Test func `a change is told to those who listen, and then served`() async throws {
        let flags = try await FlagFixture()
        try await RunningServer.with(flags) { server in
            var request = HTTPClientRequest(url: server.url + "/environments/production/ofrep/v1/events")
            request.headers.add(name: "Accept", value: "text/event-stream")
            let response = try await HTTPClient.shared.execute(request, timeout: .seconds(120))
            #expect(response.headers.first(name: "content-type") == "text/event-stream")
            var text = ""
            var isChanged = false
            for try await part in response.body {
                text += String(buffer: part)
                if !isChanged {
                    isChanged = true
                    let state = SampleFlags.state("CSF", enabled: true)
                    try await flags.commit(["environments/production/flags/CSF.json": state])
                }
                if text.contains("refetchEvaluation") { break }
            }
            #expect(text.contains(#"data: {"type":"refetchEvaluation","etag":""#), "\(text)")
            #expect(try await server.post(Self.flag + "CSF").text.contains(#""variant":"on""#))
        }
    }

    @Test func `a head that does not validate keeps the last good one, and says so`() async throws {
        let flags = try await FlagFixture()
        try await RunningServer.with(flags) { server in
            try await flags.commit([
                "environments/production/flags/CHAT.json": "{",
                "environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true),
            ])
            let stale = try await server.wait(for: "/readyz") { $0.text.contains(#""status":"stale""#) }
            #expect(stale.status == 200)
            #expect(stale.text.contains("environments/production/flags/CHAT.json:1:2"), "\(stale.text)")
            #expect(try await server.get("/metrics").text.contains("flagctl_head_served 0\n"))
            #expect(try await server.post(Self.flag + "CSF").text.contains(#""variant":"off""#), "not half of it")
            #expect(try await server.post(Self.flag + "CHAT").text.contains(#""variant":"on""#))
            try await flags.commit(["environments/production/flags/CHAT.json": SampleFlags.state("CHAT")])
            _ = try await server.wait(for: "/readyz") { $0.text.contains(#""status":"current""#) }
            #expect(try await server.post(Self.flag + "CSF").text.contains(#""variant":"on""#))
            #expect(try await server.get("/metrics").text.contains("flagctl_head_served 1\n"))
        }
    }

    @Test func `a branch that is gone keeps what it had`() async throws {
        let flags = try await FlagFixture()
        try await flags.git("switch", "--quiet", "--create", "other")
        try await RunningServer.with(flags) { options in
            options.branch = "main"
        } body: { server in
            try await flags.git("branch", "-D", "main")
            let stale = try await server.wait(for: "/readyz") { $0.text.contains(#""status":"stale""#) }
            #expect(stale.text.contains("there is no branch 'main'"))
            #expect(try await server.post(Self.flag + "CHAT").text.contains(#""variant":"on""#))
            try await flags.git("branch", "main")
            _ = try await server.wait(for: "/readyz") { $0.text.contains(#""status":"current""#) }
        }
    }

    @Test func `a remote is fetched when a webhook says so`() async throws {
        let origin = try await FlagFixture()
        let folder = try TemporaryFolder("clone")
        try await origin.git(["clone", "--quiet", "--bare", origin.path, folder.path("clone.git")])
        let location = GitLocation(path: folder.path("clone.git"), environment: origin.environment)
        try await RunningServer.with(origin) { options in
            options.location = location
            options.pull = .seconds(3600)
        } body: { server in
            try await origin.commit(["environments/production/flags/CSF.json": SampleFlags.state("CSF", enabled: true)])
            try await Task.sleep(for: .milliseconds(100))
            #expect(try await server.post(Self.flag + "CSF").text.contains(#""variant":"off""#))
            #expect(try await server.post("/refresh", "{}").status == 202)
            let answer = try await server.wait(for: Self.flag + "CSF") { $0.text.contains(#""variant":"on""#) }
            #expect(answer.text.contains(#""variant":"on""#))
        }
    }

    @Test func `keys open their environments, the address of events needs none`() async throws {
        let flags = try await FlagFixture()
        let cabinet = try KeyCabinet(flags.location)
        let now = Timestamp(unixSeconds: 0)
        let made = try cabinet.create("web", for: ["production"], at: now)
        let secret = made.secret
        #expect(made.key.environments.map(\.text) == ["production"])
        let failure = #expect(throws: ServerFailure.self) { try cabinet.create("web", for: ["production"], at: now) }
        #expect(failure?.code == "key-exists")
        try await RunningServer.with(flags) { options in
            options.keys = cabinet.file
        } body: { server in
            let bearer = ["Authorization": "Bearer \(secret)"]
            let denied = try await server.post(Self.flag + "CSF")
            #expect(denied.status == 401)
            #expect(denied.fields["www-authenticate"] == "Bearer")
            #expect(try await server.post(Self.flag + "CSF", "{", ["X-API-Key": "no"]).status == 401)
            #expect(try await server.post(Self.flag + "CSF", #"{"context":{}}"#, bearer).status == 200)
            #expect(try await server.post("/ofrep/v1/evaluate/flags/CSF", #"{"context":{}}"#, bearer).status == 200)
            let other = "/environments/development/ofrep/v1/evaluate/flags/CSF"
            #expect(try await server.post(other, #"{"context":{}}"#, bearer).status == 403)
            #expect(try await server.get("/environments/production/flagd/flags.json").status == 401)
            #expect(try await server.post("/refresh", "{}").status == 401)
            #expect(try await server.get("/healthz").status == 200)
            let all = try await server.post(Self.all, #"{"context":{}}"#, bearer).text
            let start = try #require(all.range(of: #""requestUri":""#)).upperBound
            let events = String(all[start...].prefix { $0 != "\"" })
            let response = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: server.url + events), timeout: .seconds(120))
            #expect(response.status == .ok)
            let wrong = events.replacing("production", with: "development")
            #expect(try await server.get(wrong).status == 401)
            _ = try cabinet.remove("web")
            let refused = try await server.wait(for: Self.flag + "CSF") { _ in true }
            #expect(refused.status == 401)
            var status = 200
            let begin = ContinuousClock.now
            while status == 200, .now - begin < .seconds(120) {
                status = try await server.post(Self.flag + "CSF", #"{"context":{}}"#, bearer).status
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(status == 401, "a removed key opens nothing")
        }
    }

    @Test func `the flagd file is the export, with a tag`() async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            let file = try await server.get("/environments/production/flagd/flags.json")
            #expect(file.status == 200)
            #expect(file.text.hasPrefix("{\n  \"$schema\": \"https://flagd.dev/schema/v0/flags.json\""))
            let tag = try #require(file.fields["etag"])
            let path = "/environments/production/flagd/flags.json"
            #expect(try await server.get(path, ["If-None-Match": tag]).status == 304)
            #expect(try await server.send("HEAD", path).fields["content-length"] == "\(file.text.utf8.count)")
        }
    }

    @Test func `other paths and methods are refused`() async throws {
        try await RunningServer.with(try await FlagFixture()) { server in
            #expect(try await server.get("/").status == 404)
            #expect(try await server.post("/ofrep/v1/evaluate/flags/%zz").status == 400)
            let get = try await server.get(Self.flag + "CSF")
            #expect(get.status == 405)
            #expect(get.fields["allow"] == "POST")
            #expect(try await server.send("DELETE", "/healthz").fields["allow"] == "GET, HEAD")
            let large = String(repeating: "x", count: Limits.body)
            #expect(try await server.post(Self.all, #"{"context":{"a":"\#(large)"}}"#).status == 413)
        }
    }

    private func failure(_ configure: (inout ServerOptions) -> Void) async throws -> String? {
        let flags = try await FlagFixture()
        do {
            try await RunningServer.with(flags, configure: configure) { _ in Issue.record("it started") }
            return nil
        } catch let failure as ServerFailure {
            return failure.code
        }
    }

    @Test func `no start without keys, off loopback without auth, on a taken port or without a branch`() async throws {
        #expect(try await failure { $0.host = "0.0.0.0" } == "no-auth-off-loopback")
        #expect(try await failure { $0.host = "127.evil.example" } == "no-auth-off-loopback")
        #expect(try await failure { $0.keys = KeyFile("/nonexistent/keys.json") } == "no-keys")
        #expect(try await failure { $0.branch = "nope" } == "no-branch")
        #expect(
            try await failure { $0.tls = ServerOptions.TLSFiles(certificate: "/nonexistent", key: "/nonexistent") }
                == "no-certificate")
        try await RunningServer.with(try await FlagFixture()) { server in
            let port = try #require(Int(server.url.split(separator: ":").last ?? ""))
            #expect(try await failure { $0.port = port } == "cannot-listen")
        }
    }
}
