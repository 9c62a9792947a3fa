import NIOSSL
import TestSupport
import Testing

/// An authority of a test's own and a certificate of it for localhost, made by the system's openssl.
struct Certificates {
    let folder: TemporaryFolder

    init() async throws {
        folder = try TemporaryFolder("certificates")
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        try folder.write("subjectAltName=DNS:localhost\n", to: "names")
        try await openssl(
            ["req", "-x509", "-subj", "/CN=ca", "-days", "2", "-keyout", "ca.key", "-out", "ca.pem"] + key)
        try await openssl(["req", "-subj", "/CN=localhost", "-keyout", "own.key", "-out", "own.csr"] + key)
        try await openssl([
            "x509", "-req", "-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", "names", "-out", "own.pem",
        ])
    }

    /// What a server with the certificate speaks.
    func server() throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(folder.path("own.pem"))
        let key = try NIOSSLPrivateKey(file: folder.path("own.key"), format: .pem)
        return .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    }

    private func openssl(_ arguments: [String]) async throws {
        let result = try await run("openssl", arguments, in: folder.path)
        #expect(result.status == 0, "\(result.error)")
    }
}
