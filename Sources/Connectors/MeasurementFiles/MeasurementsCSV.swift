import Documents
import FlagModel
import Rollouts

/// Measurements as CSV (RFC 4180) with a header: `time,series,value` in any order, other columns are not read.
struct MeasurementsCSV {
    /// The file's name for messages.
    let path: String

    func measurements(in bytes: [UInt8]) throws(FileRefusal) -> [Measurement] {
        var records = CSVRecords(bytes)
        guard let header = try next(&records) else {
            throw FileRefusal(reason: "'\(path)' is empty: its first line is time,series,value")
        }
        let time = try column("time", in: header)
        let value = try column("value", in: header)
        let series = header.fields.firstIndex(of: "series")
        var measurements: [Measurement] = []
        while let record = try next(&records) {
            guard record.fields.count == header.fields.count else {
                throw refusal(
                    record, "\(record.fields.count) fields, where the header has \(header.fields.count)")
            }
            guard let moment = Measurement.time(record.fields[time]) else {
                throw refusal(record, "'\(record.fields[time])' is no time such as 2026-01-02T10:00:00Z or 2026-01-02")
            }
            guard let number = JSONNumber(literal: record.fields[value])?.double, number.isFinite else {
                throw refusal(record, "'\(record.fields[value])' is no number such as 12.5")
            }
            measurements.append(
                Measurement(series: series.map { record.fields[$0] }, sample: Sample(time: moment, value: number)))
        }
        return measurements
    }

    private func column(_ name: String, in header: CSVRecords.Record) throws(FileRefusal) -> Int {
        let places = header.fields.indices.filter { header.fields[$0] == name }
        if places.count == 1 { return places[0] }
        let count = places.isEmpty ? "no column" : "\(places.count) columns"
        throw refusal(header, "there is \(count) '\(name)': the header is time,series,value with commas between")
    }

    private func next(_ records: inout CSVRecords) throws(FileRefusal) -> CSVRecords.Record? {
        do {
            return try records.next()
        } catch {
            throw FileRefusal(reason: "\(path):\(error.line): \(error.message)")
        }
    }

    private func refusal(_ record: CSVRecords.Record, _ message: String) -> FileRefusal {
        FileRefusal(reason: "\(path):\(record.line): \(message)")
    }
}
