public import Documents
import FlagModel
public import Git

/// What a walk found, so that the next one can start there; as trustworthy as the place where the caller keeps it.
public struct Checkpoint: Sendable {
    /// The commit that was taken for granted.
    public let root: ObjectID
    /// The commit that was walked to.
    public let commit: ObjectID
    let state: ChainState

    init(root: ObjectID, commit: ObjectID, state: ChainState) {
        self.root = root
        self.commit = commit
        self.state = state
    }

    private static let format = 1

    /// The checkpoint as a file.
    public var json: JSONValue {
        var heads = JSONObject()
        for (scope, head) in state.scopeHeads.sorted(by: { $0.key < $1.key }) { heads[scope.text] = .string(head.hex) }
        var undo = JSONObject()
        for (environment, content) in state.undo.sorted(by: { $0.key < $1.key }) {
            undo[environment.text] = ["environment": .string(content.environment), "flags": .string(content.flags)]
        }
        return [
            "checkpoint": .number(JSONNumber(Self.format)),
            "root": .string(root.hex),
            "genesis": state.genesis.map { .string($0.hex) } ?? .null,
            "commit": .string(commit.hex),
            "time": .string(state.latest.text),
            "steps": .number(JSONNumber(state.steps)),
            "scopeHeads": .object(heads),
            "undo": .object(undo),
            "obligations": .array(state.obligations.map(\.json)),
            "consumed": .array(state.consumed.sorted().map { .string($0) }),
        ]
    }

    /// Reads a checkpoint; nil where the value is none.
    public init?(_ value: JSONValue) {
        func id(_ name: String) -> ObjectID? { value[name]?.string.flatMap(ObjectID.init(hex:)) }
        guard value["checkpoint"]?.number?.literal == String(Self.format), let root = id("root"),
            let commit = id("commit"), let genesis = id("genesis"),
            let time = value["time"]?.string.flatMap(Timestamp.init),
            let steps = value["steps"]?.number.flatMap({ Int($0.literal) }), let heads = value["scopeHeads"]?.object,
            let undo = value["undo"]?.object, let obligations = value["obligations"]?.array,
            let consumed = value["consumed"]?.array
        else { return nil }
        var state = ChainState(genesis: genesis, latest: time, steps: steps)
        for (name, head) in heads.members {
            guard let scope = Scope(name), let id = head.string.flatMap(ObjectID.init(hex:)) else { return nil }
            state.scopeHeads[scope] = id
        }
        for (name, content) in undo.members {
            guard let key = EnvironmentKey(name), let environment = content["environment"]?.string,
                let flags = content["flags"]?.string
            else { return nil }
            state.undo[key] = ChainState.Content(environment: environment, flags: flags)
        }
        for value in obligations {
            guard let obligation = Obligation(value) else { return nil }
            state.obligations.append(obligation)
        }
        for value in consumed {
            guard let text = value.string else { return nil }
            state.consumed.insert(text)
        }
        self.init(root: root, commit: commit, state: state)
    }
}

extension Obligation {
    var json: JSONValue {
        [
            "commit": .string(commit.hex),
            "scope": .string(scope.text),
            "ground": .string(ground.rawValue),
            "due": .string(due.text),
            "scopeHead": .string(claim.scopeHead.hex),
            "before": .string(claim.before),
            "after": .string(claim.after),
            "policyVersion": .number(JSONNumber(claim.policyVersion)),
            "authors": .array(authors.map { .string($0.text) }),
        ]
    }

    init?(_ value: JSONValue) {
        guard let commit = value["commit"]?.string.flatMap(ObjectID.init(hex:)),
            let scope = value["scope"]?.string.flatMap({ Scope($0) }),
            let ground = value["ground"]?.string.flatMap(VerifiedTransition.Ground.init),
            let due = value["due"]?.string.flatMap(Timestamp.init),
            let head = value["scopeHead"]?.string.flatMap(ObjectID.init(hex:)),
            let before = value["before"]?.string, let after = value["after"]?.string,
            let version = value["policyVersion"]?.number.flatMap({ Int($0.literal) }),
            let authors = value["authors"]?.array
        else { return nil }
        self.init(
            commit: commit, scope: scope, ground: ground, due: due,
            claim: Statement.Claim(scope: scope, scopeHead: head, before: before, after: after, policyVersion: version),
            authors: authors.compactMap { $0.string.flatMap { PersonKey($0) } })
    }
}
