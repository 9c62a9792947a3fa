import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Connectors

@Suite("TLS")
struct TLSTests {
    @Test("trusts the authorities of a source's file, for the host that they name, and otherwise the system's")
    func authorities() async throws {
        let certificates = try await Certificates()
        let root = certificates.folder.path
        try await LocalServer.with(tls: certificates.server()) { _ in
            .answer(200, "{}")
        } _: { server in
            func status(_ host: String, _ caFile: String?) async throws -> Observation? {
                let server = try source(.http, "https://\(host):\(server.port)", caFile: caFile)
                return await look(MeasurementRequest(.http(path: "/", .status), of: server, probes: 2), root: root)
            }
            #expect(try await status("localhost", "ca.pem")?.values == [1, 1])
            let alone = try await status("localhost", nil)
            let why = "no TLS with localhost:\(server.port): its certificate must be valid for this host"
            #expect(alone?.values == [0, 0])
            #expect("\(alone, default: "")".contains(why))
            #expect(try await status("127.0.0.1", "ca.pem")?.values == [0, 0])
        }
    }

    @Test("a file of authorities that is missing, outside or no certificate stops the question")
    func files() async throws {
        let certificates = try await Certificates()
        try certificates.folder.write("no certificate", to: "no.pem")
        func reason(_ caFile: String, root: String?) async throws -> String? {
            let server = try source(.http, "https://localhost:1", caFile: caFile)
            return await look(MeasurementRequest(.http(path: "/", .status), of: server), root: root)?.reason
        }
        let root = certificates.folder.path
        #expect(try await reason("gone.pem", root: root) == "'gone.pem' is not there")
        #expect(try await reason("../ca.pem", root: root) == "'../ca.pem' is no path below the repository's root")
        #expect(try await reason("no.pem", root: root) == "'no.pem' has no certificates in PEM")
        #expect(try await reason("ca.pem", root: nil) == "'ca.pem' is not there: a bare repository has no files")
    }
}
