import CLibgit2  // Defines tm and timespec wherever the compiler reads its header before Glibc's.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Checks detached signatures with the system's `ssh-keygen -Y verify`.
public struct SSHKeygen: Sendable {
    /// One signature to check.
    public struct Check: Sendable, Hashable {
        /// The bytes that are said to be signed.
        public let message: [UInt8]
        /// The armoured signature.
        public let signature: [UInt8]
        /// The one line of allowed signers that may have made it.
        public let allowedSigner: String
        /// Who is said to have signed, as the line names them.
        public let principal: String
        /// What the signature has to be for.
        public let namespace: String
        /// When it was made, in seconds since 1970, for a line that names a time.
        public let time: Int64

        /// Joins what a check needs.
        public init(
            message: [UInt8], signature: [UInt8], allowedSigner: String, principal: String, namespace: String,
            time: Int64
        ) {
            self.message = message
            self.signature = signature
            self.allowedSigner = allowedSigner
            self.principal = principal
            self.namespace = namespace
            self.time = time
        }
    }

    private let environment: [String: String]

    /// Runs programs with the environment of a location.
    public init(_ location: GitLocation) {
        // Times on the command line are local ones.
        environment = location.environment.merging(["TZ": "UTC"]) { $1 }
    }

    /// Says of each signature whether it is good, running as many programs at a time as there are processors.
    ///
    /// - Throws: ``GitError/programFailed(program:text:)`` where ssh-keygen cannot be run.
    public func verify(_ checks: [Check]) async throws(GitError) -> [Bool] {
        guard !checks.isEmpty else { return [] }
        let folder = try PrivateFolder(environment: environment)
        defer { withExtendedLifetime(folder) {} }
        let width = max(1, min(checks.count, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
        let answers = await withTaskGroup(of: [Answer].self) { group in
            for lane in 0..<width {
                let path = folder.path
                group.addTask {
                    await run(checks, places: stride(from: lane, to: checks.count, by: width), in: path, lane: lane)
                }
            }
            var all: [Answer] = []
            for await part in group { all += part }
            return all
        }
        var results = [Bool](repeating: false, count: checks.count)
        for answer in answers {
            if let failure = answer.failure { throw failure }
            results[answer.place] = answer.isGood
        }
        return results
    }

    private struct Answer: Sendable {
        let place: Int
        var isGood = false
        var failure: GitError?
    }

    /// One lane writes its three files again and again.
    private func run(_ checks: [Check], places: StrideTo<Int>, in folder: String, lane: Int) async -> [Answer] {
        var answers: [Answer] = []
        for place in places {
            var answer = Answer(place: place)
            do throws(GitError) {
                answer.isGood = try await isGood(checks[place], in: "\(folder)/\(lane)")
            } catch {
                answer.failure = error
            }
            answers.append(answer)
            if answer.failure != nil { break }
        }
        for name in ["message", "signature", "allowed"] { unlink("\(folder)/\(lane).\(name)") }
        return answers
    }

    private func isGood(_ check: Check, in stem: String) async throws(GitError) -> Bool {
        for (name, bytes) in [
            ("message", check.message), ("signature", check.signature), ("allowed", Array(check.allowedSigner.utf8)),
        ] {
            let file = "\(stem).\(name)"
            let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw .system(errno, file) }
            defer { close(descriptor) }
            try FileSystem.writeAll(descriptor, bytes, file)
        }
        let result = try await Program(name: "ssh-keygen", environment: environment, folder: "/").run(
            [
                "-Y", "verify", "-f", "\(stem).allowed", "-I", check.principal, "-n", check.namespace,
                "-s", "\(stem).signature", "-Overify-time=\(Self.stamp(check.time))",
            ], input: "\(stem).message")
        return result.succeeded
    }

    /// `YYYYMMDDHHMMSS`, in UTC.
    static func stamp(_ time: Int64) -> String {
        var seconds = time_t(time)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func digits(_ number: Int32, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
        }
        return digits(parts.tm_year + 1900, 4) + digits(parts.tm_mon + 1, 2) + digits(parts.tm_mday, 2)
            + digits(parts.tm_hour, 2) + digits(parts.tm_min, 2) + digits(parts.tm_sec, 2)
    }
}
