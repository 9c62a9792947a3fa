import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// What unpublished commits about messages say, so that it can be said again on top of what others published.
struct KeptDeliveries {
    private let logs: [(environment: EnvironmentKey, plan: PlanKey, log: DeliveryLog)]
    private let files: [(path: String, bytes: [UInt8])]

    /// Reads it from the commit that is about to be left.
    init(_ paths: Set<String>, at snapshot: Snapshot) throws {
        var logs: [(environment: EnvironmentKey, plan: PlanKey, log: DeliveryLog)] = []
        var files: [(path: String, bytes: [UInt8])] = []
        for path in paths.sorted() {
            if case .deliveries(let environment, let plan) = DocumentKind(path: path) {
                if let log = try snapshot.deliveries(of: plan, in: environment) {
                    logs.append((environment, plan, log))
                }
            } else if let bytes = try snapshot.bytes(at: path) {
                files.append((path, bytes))
            }
        }
        self.logs = logs
        self.files = files
    }

    /// Whether there is nothing to say again.
    var isEmpty: Bool { logs.isEmpty && files.isEmpty }

    /// Says it again; what others settled or claimed first stays theirs.
    ///
    /// - Parameter said: the slots whose records are said again.
    func apply(to draft: inout Draft, said: inout Set<Delivery.Slot>) throws -> Editing.Intent {
        said = []
        for (environment, plan, own) in logs {
            let status = try draft.base.status(of: plan, in: environment)
            let theirs =
                try draft.base.deliveries(of: plan, in: environment)
                ?? DeliveryLog(environment: environment, plan: plan)
            var log = theirs.bound(to: status)
            for record in own.bound(to: status).deliveries where Self.isNews(record, beside: log[record.slot]) {
                log.put(record)
                said.insert(record.slot)
            }
            if log != theirs { try draft.put(log, in: environment) }
        }
        for (path, bytes) in files where try draft.base.bytes(at: path) == nil { try draft.put(bytes, at: path) }
        return Editing.Intent(
            subject: "Messages: what became of them, on top of what others published",
            operation: DeliveryCommit.Operation.receipt.trailer)
    }

    /// Whether a record says more than the one that is there.
    private static func isNews(_ record: Delivery, beside known: Delivery?) -> Bool {
        guard let known, known != record else { return known == nil }
        if known.state.isFinal || record.state == .claimed { return false }
        return record.state == .sent || record.attempts >= known.attempts
    }

    /// Whether a commit that touches these paths does nothing but say what became of messages: it writes a log, and
    /// besides only files that are no documents.
    static func covers(_ paths: [String]) -> Bool {
        let others = paths.filter { path in
            if case .deliveries = DocumentKind(path: path) { false } else { true }
        }
        return others.count < paths.count && others.allSatisfy { Scope(path: $0) == nil && !$0.hasPrefix(".") }
    }
}
