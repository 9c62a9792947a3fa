import Documents
import FlagModel
import Rollouts

/// Measurements as JSON: `[{"time": "2026-01-02T10:00:00Z", "series": "tickets", "value": 12}]`.
///
/// Other members are not read.
struct MeasurementsJSON {
    /// The file's name for messages.
    let path: String

    private static let limits = JSONLimits(bytes: RepositoryFolder.fileLimit)

    func measurements(in bytes: [UInt8]) throws(FileRefusal) -> [Measurement] {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: bytes, limits: Self.limits)
        } catch {
            throw FileRefusal(reason: "\(path):\(error.position.line):\(error.position.column): \(error.message)")
        }
        guard let list = document.root.array else {
            throw refusal(document, document.root, "expected a list of measurements, found \(document.root.kindName)")
        }
        var measurements: [Measurement] = []
        measurements.reserveCapacity(list.count)
        for node in list { measurements.append(try measurement(node, document)) }
        return measurements
    }

    private func measurement(_ node: JSONNode, _ document: JSONDocument) throws(FileRefusal) -> Measurement {
        guard let time = node[member: "time"], let value = node[member: "value"] else {
            throw refusal(document, node, "a measurement has 'time' and 'value'")
        }
        guard let moment = time.string.flatMap(Measurement.time) else {
            throw refusal(document, time, "expected a time such as \"2026-01-02T10:00:00Z\" or a date")
        }
        guard let number = value.number?.double, number.isFinite else {
            throw refusal(document, value, "expected a number, found \(value.kindName)")
        }
        let series = node[member: "series"]
        if let series, series.string == nil {
            throw refusal(document, series, "expected the name of a series, found \(series.kindName)")
        }
        return Measurement(series: series?.string, sample: Sample(time: moment, value: number))
    }

    private func refusal(_ document: JSONDocument, _ node: JSONNode, _ message: String) -> FileRefusal {
        let place = document.position(of: node.range.lowerBound)
        return FileRefusal(reason: "\(path):\(place.line):\(place.column): \(message)")
    }
}
