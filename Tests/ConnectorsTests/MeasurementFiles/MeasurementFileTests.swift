import FlagModel
import Rollouts
import TestSupport
import Testing

@testable import Connectors

@Suite("Files of measurements")
struct MeasurementFileTests {
    private let day = 86400

    /// What a file comes to that is asked about the second to the fourth of January 2026.
    private func read(_ text: String, name: String = "m.csv", series: String? = nil) async throws -> Observation? {
        let folder = try TemporaryFolder("measurements")
        try folder.write(text, to: name)
        return await observation(name, series: series, root: folder.path)
    }

    private func observation(_ name: String, series: String? = nil, root: String?) async -> Observation? {
        guard let from = Timestamp("2026-01-02T00:00:00Z"), let to = Timestamp("2026-01-04T00:00:00Z"),
            let files = try? source(.file)
        else { return nil }
        let request = MeasurementRequest(
            source: files, query: .file(path: name, series: series), from: from, to: to, step: day, probes: 1)
        return await look(request, root: root)
    }

    @Test("CSV with a series, columns in any order, others beside them, times and dates, in the order of time")
    func csv() async throws {
        let text = """
            value,note,series,time
            4,"late, but here",tickets,2026-01-03T12:00:00+01:00
            9,,calls,2026-01-03
            -3.5e1,,tickets,2026-01-03
            """
        let observation = try await read(text, series: "tickets")
        let midnight = try #require(Timestamp("2026-01-03T00:00:00Z"))
        let noon = try #require(Timestamp("2026-01-03T11:00:00Z"))
        #expect(observation == .samples([Sample(time: midnight, value: -35), Sample(time: noon, value: 4)]))
    }

    @Test("only what is after the beginning and up to the end")
    func range() async throws {
        let text = """
            time,value
            2026-01-01T23:59:59Z,1
            2026-01-02T00:00:00Z,2
            2026-01-02T00:00:00.001Z,3
            2026-01-04T00:00:00Z,4
            2026-01-04T00:00:01Z,5
            """
        #expect(try await read(text)?.values == [3, 4])
    }

    @Test("JSON, with and without series, other members not read")
    func json() async throws {
        let text = """
            [
              { "time": "2026-01-03T10:00:00Z", "series": "tickets", "value": 12, "by": "Ann" },
              { "time": "2026-01-03", "series": "calls", "value": 0.5 }
            ]
            """
        #expect(try await read(text, name: "m.JSON", series: "tickets")?.values == [12])
        #expect(try await read(text, name: "m.json", series: "calls")?.values == [0.5])
        #expect(try await read(#"[{"time": "2026-01-03", "value": 1}]"#, name: "m.json")?.values == [1])
    }

    @Test("no data where the file has none, or none of that time")
    func noData() async throws {
        #expect(try await read("time,value\n") == .noData("'m.csv' has no measurements"))
        #expect(try await read("[]", name: "m.json", series: "x") == .noData("'m.json' has no measurements"))
        #expect(
            try await read("time,value\n2026-02-01,1\n")
                == .noData("'m.csv' has no measurement between 2026-01-02T00:00:00Z and 2026-01-04T00:00:00Z"))
    }

    @Test("a series that is not there, or that has to be named")
    func series() async throws {
        let text = "time,series,value\n2026-01-03,tickets,1\n2026-01-03,calls,2\n"
        #expect(
            try await read(text, series: "ticket")
                == .failed("'m.csv' has no series 'ticket'; did you mean 'tickets'?"))
        #expect(try await read(text, series: "zzz") == .failed("'m.csv' has no series 'zzz', but calls, tickets"))
        #expect(
            try await read(text)
                == .failed("'m.csv' has several series (calls, tickets): name one with 'series' in metrics.json"))
        #expect(
            try await read("time,value\n2026-01-03,1\n", series: "tickets")
                == .failed("'m.csv' does not say what series its measurements are of"))
        #expect(try await read("time,series,value\n2026-01-03,tickets,1\n")?.values == [1])
    }

    @Test(
        "CSV that is not what it should be fails with its line",
        arguments: [
            ("", "'m.csv' is empty: its first line is time,series,value"),
            ("time;value\n", "m.csv:1: there is no column 'time': the header is time,series,value with commas between"),
            (
                "time,time,value\n",
                "m.csv:1: there is 2 columns 'time': the header is time,series,value with commas between"
            ),
            ("time,value\n2026-01-03\n", "m.csv:2: 1 fields, where the header has 2"),
            (
                "time,value\n03.01.2026,1\n",
                "m.csv:2: '03.01.2026' is no time such as 2026-01-02T10:00:00Z or 2026-01-02"
            ),
            ("time,value\n2026-01-03,\n", "m.csv:2: '' is no number such as 12.5"),
            ("time,value\n2026-01-03,\"12,5\"\n", "m.csv:2: '12,5' is no number such as 12.5"),
            ("time,value\n2026-01-03,1e999\n", "m.csv:2: '1e999' is no number such as 12.5"),
            ("time,value\n2026-01-03,\"1\n", "m.csv:2: a quoted field does not end"),
        ])
    func badCSV(text: String, reason: String) async throws {
        #expect(try await read(text) == .failed(reason))
    }

    @Test(
        "JSON that is not what it should be fails with its place",
        arguments: [
            ("{}", "m.json:1:1: expected a list of measurements, found an object"),
            ("[1]", "m.json:1:2: a measurement has 'time' and 'value'"),
            (
                #"[{"time": "yesterday", "value": 1}]"#,
                "m.json:1:11: expected a time such as \"2026-01-02T10:00:00Z\" or a date"
            ),
            (#"[{"time": "2026-01-03", "value": "1"}]"#, "m.json:1:34: expected a number, found a string"),
            (
                #"[{"time": "2026-01-03", "value": 1, "series": 2}]"#,
                "m.json:1:47: expected the name of a series, found a number"
            ),
            ("[", "m.json:1:2: the file ends inside a list"),
        ])
    func badJSON(text: String, reason: String) async throws {
        #expect(try await read(text, name: "m.json") == .failed(reason))
    }

    @Test("a file that is not there, is outside, or is none of measurements")
    func files() async throws {
        let folder = try TemporaryFolder("measurements")
        let outside = try TemporaryFolder("outside")
        try outside.write("time,value\n2026-01-03,1\n", to: "m.csv")
        try folder.write("time,value\n2026-01-03,2\n", to: "real/m.csv")
        try folder.write("time,value\n2026-01-03,3\n", to: ".git/m.csv")
        try folder.link("link.csv", to: outside.path("m.csv"))
        try folder.link("inner.csv", to: "real/m.csv")
        try folder.link("folder", to: outside.path)
        try folder.link("git", to: ".git")
        try folder.write("", to: "m.txt")
        func read(_ name: String) async -> Observation? { await observation(name, root: folder.path) }
        #expect(await read("inner.csv")?.values == [2])
        #expect(await read("gone.csv") == .failed("'gone.csv' is not there"))
        #expect(await read("link.csv") == .failed("'link.csv' leads out of the repository"))
        #expect(await read("folder/m.csv") == .failed("'folder/m.csv' leads out of the repository"))
        #expect(await read("git/m.csv") == .failed("'git/m.csv' is git's own"))
        #expect(await read("real") == .failed("'real' is no plain file"))
        for path in ["../m.csv", "/etc/passwd", "real/../m.csv", "", "a\u{0}b"] {
            #expect(await read(path) == .failed("'\(path)' is no path below the repository's root"))
        }
        #expect(await read("m.txt")?.hasFailed("ends neither in .json nor in .csv") == true)
        #expect(await observation("m.csv", root: nil)?.hasFailed("a bare repository has no files") == true)
    }

    @Test("a file that is too long is not read")
    func tooLong() async throws {
        let folder = try TemporaryFolder("measurements")
        try folder.write(String(repeating: "\n", count: (16 << 20) + 1), to: "m.csv")
        #expect(await observation("m.csv", root: folder.path) == .failed("'m.csv' is longer than 16 MiB"))
    }
}
