import FlagModel
import NIOSSL

extension TLSConfiguration {
    /// The certificates of a source's file; nothing where the system's are trusted or no TLS is spoken.
    static func trusted(by source: MetricSource, in folder: RepositoryFolder?) throws(WebFailure) -> TLSConfiguration? {
        guard let file = source.caFile, source.url?.hasPrefix("https://") == true else { return nil }
        guard let folder else {
            throw WebFailure(.setup, "'\(file)' is not there: a bare repository has no files")
        }
        let bytes: [UInt8]
        do {
            bytes = try folder.read(file)
        } catch {
            throw WebFailure(.setup, error.reason)
        }
        var configuration = TLSConfiguration.makeClientConfiguration()
        do {
            configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(bytes))
        } catch {
            throw WebFailure(.setup, "'\(file)' has no certificates in PEM")
        }
        return configuration
    }
}
