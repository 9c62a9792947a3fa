import Documents
import FlagModel
import FlagRepository

/// git's merge of one file, as its merge driver is asked for it.
public struct MergeFile: Sendable {
    /// Where the file is in the repository.
    public var path: String
    /// The common ancestor's bytes; none where both sides added the file.
    public var base: [UInt8]
    /// Our bytes.
    public var ours: [UInt8]
    /// Their bytes.
    public var theirs: [UInt8]
    /// How many characters a conflict's marker has.
    public var markerSize: Int
    /// What git calls our side and theirs, where it says so.
    public var labels: [String]

    /// Takes what git gives.
    ///
    /// - Parameter labels: the names of base, ours and theirs; a git that has none leaves `%S %X %Y` in their place.
    public init(
        _ path: String, base: [UInt8], ours: [UInt8], theirs: [UInt8], markerSize: Int, labels: [String] = []
    ) {
        self.path = path
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.markerSize = markerSize
        self.labels = labels
    }

    /// Merges; a file that is no document of flagctl is in conflict wherever both sides changed it.
    ///
    /// - Parameter environment: git's variables, which name the merged branch where the labels do not.
    public func run(environment: [String: String]) -> MergeReport {
        let names = names(environment)
        let base = base.isEmpty ? nil : base
        guard let kind = DocumentKind(path: path) else { return plain(base, names) }
        let merge = DocumentMerge(base: base, ours: ours, theirs: theirs, kind: kind)
        var report = MergeReport(path: path, names: names, bytes: [])
        switch merge.outcome {
        case .merged(let bytes): report.bytes = bytes
        case .conflict(let left, let right):
            report.bytes = marked(left, right, names)
            report.conflicts = merge.conflicts.map(MergeReport.Conflict.init)
            report.findings = merge.findings
        }
        return report
    }

    private func plain(_ base: [UInt8]?, _ names: MergeReport.Names) -> MergeReport {
        var report = MergeReport(path: path, names: names, bytes: ours)
        if ours == theirs || base == theirs { return report }
        report.bytes = base == ours ? theirs : marked(ours, theirs, names)
        if base != ours { report.conflicts = [MergeReport.Conflict(path: ".", base: nil, ours: nil, theirs: nil)] }
        return report
    }

    private func marked(_ left: [UInt8], _ right: [UInt8], _ names: MergeReport.Names) -> [UInt8] {
        ConflictText.bytes(ours: left, theirs: right, names: (names.ours, names.theirs), markerSize: markerSize)
    }

    /// The labels, else what `git merge` says of the branch that it merges, else `ours` and `theirs`.
    private func names(_ environment: [String: String]) -> MergeReport.Names {
        let labels = labels.count == 3 && labels[1] != "%X" ? labels : ["", "", ""]
        let heads = environment.filter { $0.key.hasPrefix("GITHEAD_") }.values
        let merged = heads.count == 1 ? heads.first : nil
        return MergeReport.Names(
            ours: !labels[1].isEmpty ? labels[1] : merged == nil ? "ours" : "HEAD",
            theirs: !labels[2].isEmpty ? labels[2] : merged ?? "theirs")
    }
}
