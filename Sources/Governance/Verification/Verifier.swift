public import FlagModel
public import FlagRepository
public import Git

/// Walks forward along a branch and says whether every step may stand (DESIGN.md, section 6).
///
/// What happened follows from trees and signatures; messages count only where a policy asks for no more than a claim,
/// and dates only where they make a step worse.
public struct Verifier {
    /// What is to be verified, and from where on.
    public struct Request: Sendable {
        /// The commit to walk to.
        public var tip: ObjectID
        /// The commit that is taken for granted; the first one where nothing is given.
        public var root: ObjectID?
        /// What an earlier walk found, if the caller trusts it.
        public var checkpoint: Checkpoint?
        /// The time of this run.
        public var now: Timestamp
        /// Whether results of checked signatures are kept for the next run.
        public var keepsResults: Bool

        /// Asks for a walk.
        public init(
            tip: ObjectID, root: ObjectID? = nil, checkpoint: Checkpoint? = nil, now: Timestamp,
            keepsResults: Bool = true
        ) {
            self.tip = tip
            self.root = root
            self.checkpoint = checkpoint
            self.now = now
            self.keepsResults = keepsResults
        }
    }

    let repository: FlagRepository
    let request: Request
    let keygen: SSHKeygen
    let manifests: Manifests
    var state = ChainState()
    var result: Verification
    private let location: GitLocation
    var chain: [StrictCommit] = []
    /// The ids of the whole chain, once a merge asks for them.
    var known: Set<ObjectID>?

    var git: Repository { repository.git }

    /// Prepares a walk; `location` says with which environment ssh-keygen runs.
    public init(_ repository: FlagRepository, _ request: Request, location: GitLocation) {
        self.repository = repository
        self.request = request
        keygen = SSHKeygen(location)
        manifests = Manifests(repository.git)
        self.location = location
        result = Verification(root: request.root ?? request.tip, genesis: nil, tip: request.tip)
    }

    /// Walks and judges.
    ///
    /// - Throws: ``GitError`` where something cannot be read; what is wrong with the history is in the result instead.
    public func run() async throws -> Verification {
        var walk = self
        return try await walk.walk()
    }

    private mutating func walk() async throws -> Verification {
        let read = try Chain(git, to: request.tip, from: request.checkpoint?.commit)
        chain = read.commits
        if let (commit, why) = read.unreadable {
            result.violations.append(Violation(.object(.malformedCommit), commit, nil, why))
        }
        guard let first = try start(isCutOff: read.isCutOff || read.unreadable != nil) else { return result }
        let walked = Array(chain[first...])
        let (location, isLong) = (location, walked.count >= TreeFlaws.shortest)
        async let beside = isLong ? TreeFlaws.find(at: location, along: walked) : nil
        var results = try SignatureResults(git)
        let steps = try collect(from: first)
        result.signaturesChecked = try await results.make(steps.flatMap { $0.statements + $0.attested }, keygen)
        let flaws = try await beside ?? TreeFlaws(git, along: walked)
        for step in steps { try judge(step, results, flaws) }
        if request.keepsResults { try results.save(git) }
        finish()
        return result
    }

    /// Finds where to start and what is known there; gives the place of the commit that is taken for granted.
    private mutating func start(isCutOff: Bool) throws -> Int? {
        result.isIncomplete = isCutOff
        guard let oldest = chain.first else { return nil }
        if let checkpoint = request.checkpoint {
            guard oldest.id == checkpoint.commit else {
                return missing(checkpoint.commit, "the checkpoint's commit")
            }
            state = checkpoint.state
            result.root = checkpoint.root
            result.genesis = state.genesis
            result.isIncomplete = false
            return 0
        }
        if !isCutOff { state.genesis = oldest.id }
        result.genesis = state.genesis
        guard let place = request.root.map({ root in chain.firstIndex { $0.id == root } }) ?? 0 else {
            return missing(request.root ?? oldest.id, "the root")
        }
        result.root = chain[place].id
        for (parent, commit) in zip(chain, chain.dropFirst()).prefix(place) where parent.tree != commit.tree {
            for scope in try StepDelta(git, from: parent.tree, to: commit.tree).scopes {
                state.scopeHeads[scope] = commit.id
            }
        }
        var inspection = TreeInspection(git)
        let flaws = try inspection.flaws(
            in: chain[place].tree, since: nil, folders: Scope.folders, executablesIn: "hooks")
        for flaw in flaws { add(flaw, chain[place].id) }
        return place
    }

    private mutating func missing(_ commit: ObjectID, _ what: String) -> Int? {
        result.violations.append(
            Violation(
                .historyRewritten, commit, nil,
                "\(what) is not on the first-parent chain of \(request.tip.abbreviated())"))
        return nil
    }

    private mutating func finish() {
        result.steps = state.steps
        result.owed = state.obligations
        for obligation in state.obligations {
            guard obligation.due < request.now else {
                result.obligations.append(obligation)
                continue
            }
            result.violations.append(
                Violation(
                    .notRatified, obligation.commit, obligation.scope,
                    "\(obligation.ground.rawValue) change was not looked at by \(obligation.due)"))
        }
        guard result.violations.allSatisfy({ $0.kind == .notRatified }), !result.isIncomplete else { return }
        state.latest = max(state.latest, Timestamp(unixSeconds: request.now.unixSeconds))
        result.checkpoint = Checkpoint(root: result.root, commit: request.tip, state: state)
    }

    mutating func add(_ flaw: ObjectFlaw, _ commit: ObjectID) {
        let place = flaw.path.map { "\($0): " } ?? ""
        result.violations.append(
            Violation(.object(flaw.kind), commit, flaw.path.flatMap { Scope(path: $0) }, place + flaw.detail))
    }
}
