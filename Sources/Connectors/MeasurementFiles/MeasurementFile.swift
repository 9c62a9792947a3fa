import Documents
import FlagModel
import Rollouts

/// A file of measurements, kept by hand or exported, and the series that is asked for.
struct MeasurementFile {
    /// Where it is, relative to the repository's root.
    let path: String
    /// The series; nothing where the file has only one.
    let series: String?

    /// The samples after the beginning of a request's time and up to its end, by time.
    func observation(in folder: RepositoryFolder?, for request: MeasurementRequest) -> Observation {
        guard let folder else { return .failed("'\(path)' is not there: a bare repository has no files") }
        do {
            let own = try chosen(of: try measurements(in: try folder.read(path)))
            guard !own.isEmpty else { return .noData("'\(path)' has no measurements") }
            let samples = own.lazy.map(\.sample).filter { $0.time > request.from && $0.time <= request.to }
            guard !samples.isEmpty else {
                return .noData("'\(path)' has no measurement between \(request.from) and \(request.to)")
            }
            return .samples(samples.sorted { $0.time < $1.time })
        } catch {
            return .failed(error.reason)
        }
    }

    private func measurements(in bytes: [UInt8]) throws(FileRefusal) -> [Measurement] {
        let name = path.lowercased()
        if name.hasSuffix(".json") { return try MeasurementsJSON(path: path).measurements(in: bytes) }
        if name.hasSuffix(".csv") { return try MeasurementsCSV(path: path).measurements(in: bytes) }
        throw FileRefusal(reason: "'\(path)' is no file of measurements: its name ends neither in .json nor in .csv")
    }

    private func chosen(of all: [Measurement]) throws(FileRefusal) -> [Measurement] {
        let names = Set(all.map(\.series))
        guard let series else {
            guard names.count > 1 else { return all }
            throw FileRefusal(
                reason: "'\(path)' has several series (\(listed(names))): name one with 'series' in metrics.json")
        }
        let own = all.filter { $0.series == series }
        guard own.isEmpty, !all.isEmpty else { return own }
        if names == [nil] { throw FileRefusal(reason: "'\(path)' does not say what series its measurements are of") }
        let near = nearest(series, among: names.compactMap { $0 }).map { "; did you mean '\($0)'?" }
        throw FileRefusal(reason: "'\(path)' has no series '\(series)'" + (near ?? ", but \(listed(names))"))
    }

    private func listed(_ names: Set<String?>) -> String {
        let sorted = names.map { $0 ?? "one without a name" }.sorted()
        return sorted.prefix(5).joined(separator: ", ") + (sorted.count > 5 ? " and \(sorted.count - 5) more" : "")
    }
}
