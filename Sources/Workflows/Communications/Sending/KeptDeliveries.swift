import Documents
import FlagModel
import FlagRepository
import Git
import Governance

/// What unpublished commits about messages say, so that it can be said again on top of what others published.
struct KeptDeliveries {
    private let logs: [(environment: EnvironmentKey, plan: PlanKey, own: DeliveryLog, base: DeliveryLog?)]
    private let files: [(path: String, bytes: [UInt8])]

    /// Reads it from the commit that is about to be left.
    ///
    /// - Parameter base: the newest commit that others have too.
    init(_ paths: Set<String>, at snapshot: Snapshot, since base: Snapshot) throws {
        var logs: [(environment: EnvironmentKey, plan: PlanKey, own: DeliveryLog, base: DeliveryLog?)] = []
        var files: [(path: String, bytes: [UInt8])] = []
        for path in paths.sorted() {
            if case .deliveries(let environment, let plan) = DocumentKind(path: path) {
                if let log = try snapshot.deliveries(of: plan, in: environment) {
                    logs.append((environment, plan, log, try base.deliveries(of: plan, in: environment)))
                }
            } else if let bytes = try snapshot.bytes(at: path) {
                files.append((path, bytes))
            }
        }
        self.logs = logs
        self.files = files
    }

    /// Whether there is nothing to say again.
    var isEmpty: Bool { logs.isEmpty }

    /// Says it again; what others said of the same deliveries stays theirs, unless a receiver has the message.
    ///
    /// - Parameter said: the slots whose records are said again.
    func apply(to draft: inout Draft, said: inout Set<Delivery.Slot>) throws -> Editing.Intent {
        said = []
        var receipts: Set<String> = []
        for (environment, plan, own, base) in logs {
            let status = try draft.base.status(of: plan, in: environment)
            let theirs =
                try draft.base.deliveries(of: plan, in: environment)
                ?? DeliveryLog(environment: environment, plan: plan)
            let merge = theirs.bound(to: status).taking(own.bound(to: status), since: base?.bound(to: status))
            guard !merge.taken.isEmpty else { continue }
            said.formUnion(merge.taken)
            receipts.formUnion(merge.taken.compactMap { merge.log[$0]?.receipt })
            try draft.put(merge.log, in: environment)
        }
        // A file goes with the record that it is the delivery of.
        for (path, bytes) in files where receipts.contains(path) {
            if try draft.base.bytes(at: path) == nil { try draft.put(bytes, at: path) }
        }
        return Editing.Intent(
            subject: "Messages: what became of them, on top of what others published",
            operation: DeliveryCommit.Operation.receipt.trailer)
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
