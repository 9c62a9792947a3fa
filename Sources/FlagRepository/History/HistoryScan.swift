import Dispatch
public import Documents
public import FlagModel
public import Git
import Synchronization

/// All steps of a branch at once, read on all of the processor's cores.
public struct HistoryScan<Output: Sendable>: Sendable {
    /// A document that a step touches.
    public struct Touched {
        /// Which.
        public let document: DocumentKind
        /// What changed in it.
        public let changes: [FlagChange]
        /// The document before the step; nothing where there was none or it cannot be read.
        public let before: JSONDocument?
        /// The document after the step; nothing where it is gone or cannot be read.
        public let after: JSONDocument?
        /// Whether the step removes it.
        public let isRemoved: Bool
    }

    /// What was made of the steps, newest first.
    public let steps: [Output]
    /// The oldest commit that is here.
    public let oldest: Commit?
    /// Whether a shallow clone ends before history does; the step of its oldest commit is left out.
    public let isCutOff: Bool

    /// Goes through the first-parent chain; each version of a document is read and parsed once.
    ///
    /// - Parameters:
    ///   - location: where the repository is; each core opens it for itself.
    ///   - tip: the newest commit.
    ///   - isAlone: whether nothing else of this process reads meanwhile; only then are objects read as git reads them,
    ///     without computing their ids anew.
    ///   - transform: makes something of a step; nothing leaves it out. Called from several threads.
    /// - Throws: ``GitError`` where an object is missing.
    public init(
        _ location: GitLocation, endingWith tip: ObjectID, isAlone: Bool,
        _ transform: @Sendable (Commit, [Touched]) throws -> Output?
    ) throws {
        var chain = try FlagRepository(opening: location).git.firstParents(from: tip)
        var commits: [Commit] = []
        while let commit = try chain.next() { commits.append(commit) }
        oldest = commits.last
        isCutOff = chain.endedAtShallowBoundary
        let count = isCutOff ? commits.count - 1 : commits.count
        let pieces = max(1, min(8, count / 256))
        let all = commits
        let found = Mutex<(outputs: [[Output]], failure: (any Error)?)>(([[Output]](repeating: [], count: pieces), nil))
        func readAll() {
            DispatchQueue.concurrentPerform(iterations: pieces) { piece in
                let places = piece * count / pieces..<(piece + 1) * count / pieces
                do {
                    let outputs = try Self.read(location, all, places, transform)
                    found.withLock { $0.outputs[piece] = outputs }
                } catch {
                    found.withLock { $0.failure = error }
                }
            }
        }
        if isAlone { HashChecks.without(readAll) } else { readAll() }
        steps = try found.withLock { found in
            if let failure = found.failure { throw failure }
            return found.outputs.flatMap(\.self)
        }
    }

    private static func read(
        _ location: GitLocation, _ commits: [Commit], _ places: Range<Int>,
        _ transform: (Commit, [Touched]) throws -> Output?
    ) throws -> [Output] {
        let versions = Versions(try FlagRepository(opening: location).git)
        var outputs: [Output] = []
        for place in places {
            let parent = place + 1 < commits.count ? commits[place + 1] : nil
            guard commits[place].tree != parent?.tree else { continue }
            let touched = try versions.touched(from: parent?.tree, to: commits[place].tree)
            if !touched.isEmpty, let output = try transform(commits[place], touched) { outputs.append(output) }
        }
        return outputs
    }

    /// Versions of documents by the ids of their content. What a step found before it is what an older one left.
    private final class Versions {
        private let git: Repository
        private var known: [ObjectID: DocumentVersion] = [:]

        init(_ git: Repository) { self.git = git }

        func touched(from before: ObjectID?, to after: ObjectID) throws -> [Touched] {
            try git.changes(from: before, to: after, under: FlagRepository.documentFolders).compactMap { change in
                guard let kind = DocumentKind(path: change.path) else { return nil }
                let new = try version(change.after)
                let old = try version(change.before)
                if let id = change.after?.id { known[id] = nil }
                if let id = change.before?.id { known[id] = old }
                return Touched(
                    document: kind, changes: FlagChange.between(old?.history, new?.history, document: kind),
                    before: old?.document, after: new?.document, isRemoved: new == nil)
            }
        }

        private func bytes(_ id: ObjectID) throws -> [UInt8] { try git.blob(id) }

        private func version(_ entry: TreeEntry?) throws -> DocumentVersion? {
            guard let entry else { return nil }
            if let version = known[entry.id] { return version }
            guard entry.mode == .regular || entry.mode == .executable else {
                return .other("\(Finding.noun(of: entry.mode)) \(entry.id.abbreviated())")
            }
            do {
                let bytes = try bytes(entry.id)
                return (try? JSONDocument(parsing: bytes)).map { .document($0) } ?? .text(bytes)
            } catch GitError.tooLarge(let id, let size, _) {
                return .other("\(size) bytes \(id.abbreviated())")
            }
        }
    }
}
