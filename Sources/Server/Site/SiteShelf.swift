import Crypto
import Dispatch
import Documents
import Logging
import NIOCore

/// The site of the served commit, made when somebody first asks and again in the background when the commit is another one.
///
/// While a new one is made the old one is shown; nobody waits but those who ask before there is any.
actor SiteShelf {
    /// The site of a commit.
    struct Edition: Sendable {
        /// A file as it is answered.
        struct Page: Sendable {
            let mediaType: String
            let tag: String
            let body: ByteBuffer
        }

        let commit: String
        let environments: [String]
        let policy: String
        let pages: [String: Page]
    }

    private let make: @Sendable (String) throws -> ServedSite
    private let logger: Logger
    private var edition: Edition?
    private var making: Task<Edition?, Never>?
    /// The commit whose site could not be made last, and until when that is not tried again.
    private var failure: (commit: String, until: ContinuousClock.Instant)?

    private static let patience = Duration.seconds(10)

    init(logger: Logger, _ make: @escaping @Sendable (String) throws -> ServedSite) {
        self.make = make
        self.logger = logger
    }

    /// The newest edition there is; nothing where none could be made.
    func current(_ commit: String) async -> Edition? {
        if let edition, edition.commit == commit { return edition }
        if making == nil, !isFailed(commit) { begin(commit) }
        if let edition { return edition }
        return await making?.value
    }

    private func isFailed(_ commit: String) -> Bool {
        failure.map { $0.commit == commit && $0.until > .now } ?? false
    }

    private func begin(_ commit: String) {
        let (make, logger) = (make, logger)
        making = Task {
            let made = await Self.made(commit, logger, make)
            making = nil
            if let made {
                edition = made
                failure = nil
            } else {
                failure = (commit, .now + Self.patience)
            }
            return made
        }
    }

    /// Makes it in a thread of its own: it reads all of history.
    private static func made(
        _ commit: String, _ logger: Logger, _ make: @escaping @Sendable (String) throws -> ServedSite
    ) async -> Edition? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let start = ContinuousClock.now
                do {
                    let site = try make(commit)
                    let pages = site.files.map { file in
                        (
                            file.path,
                            Edition.Page(
                                mediaType: file.mediaType,
                                tag: "\"\(Hexadecimal.text(SHA256.hash(data: file.bytes).prefix(16)))\"",
                                body: ByteBuffer(bytes: file.bytes))
                        )
                    }
                    logger.info(
                        "made the site",
                        metadata: [
                            "commit": "\(commit)", "files": "\(pages.count)",
                            "milliseconds": "\((ContinuousClock.now - start) / .milliseconds(1))",
                        ])
                    continuation.resume(
                        returning: Edition(
                            commit: commit, environments: site.environments, policy: site.policy,
                            pages: Dictionary(pages) { first, _ in first }))
                } catch {
                    logger.error("the site cannot be made", metadata: ["commit": "\(commit)", "error": "\(error)"])
                    continuation.resume(returning: nil)
                }
            }
        }
    }
}
