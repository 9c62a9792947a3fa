import Testing

@testable import Connectors

@Suite("CSV")
struct CSVRecordsTests {
    private func read(_ text: String) throws -> [[String]] {
        var records = CSVRecords(Array(text.utf8))
        var all: [[String]] = []
        while let record = try records.next() { all.append(record.fields) }
        return all
    }

    private func mistake(_ bytes: [UInt8]) -> CSVRecords.Mistake? {
        var records = CSVRecords(bytes)
        do {
            while try records.next() != nil {}
            return nil
        } catch {
            return error
        }
    }

    @Test("quotes, commas, quotes in quotes and line ends inside them, as RFC 4180 has it")
    func quoting() throws {
        #expect(try read("a,\"b,\"\"c\"\"\",\r\n\"x\r\ny\",,z") == [["a", "b,\"c\"", ""], ["x\r\ny", "", "z"]])
    }

    @Test("ends of line of each system, with and without one at the end of the file")
    func lineEnds() throws {
        for end in ["\n", "\r\n", "\r"] {
            #expect(try read("a,b\(end)c,d\(end)") == [["a", "b"], ["c", "d"]])
            #expect(try read("a,b\(end)\(end)c,d") == [["a", "b"], ["c", "d"]])
        }
        #expect(try read("").isEmpty)
        #expect(try read("\n\n").isEmpty)
        #expect(try read(",") == [["", ""]])
    }

    @Test("skips the byte order mark of a spreadsheet")
    func byteOrderMark() throws {
        #expect(try read("\u{FEFF}time,value\n") == [["time", "value"]])
    }

    @Test("lines are counted as an editor does")
    func lines() throws {
        var records = CSVRecords(Array("a\r\n\n\"x\ny\"\nlast\n".utf8))
        var lines: [Int] = []
        while let record = try records.next() { lines.append(record.line) }
        #expect(lines == [1, 3, 5])
    }

    @Test("refuses what other programs would guess at, with its line")
    func mistakes() {
        #expect(mistake(Array("a\n\"b".utf8)) == .init(line: 2, message: "a quoted field does not end"))
        #expect(
            mistake(Array("\"a\"b\n".utf8))
                == .init(line: 1, message: "expected a comma or the end of the line after a quoted field"))
        #expect(
            mistake(Array("a\nb\"c\n".utf8))
                == .init(line: 2, message: "a quote stands inside a field that does not begin with one"))
        #expect(mistake([UInt8(ascii: "a"), 0xFF]) == .init(line: 1, message: "the text is not UTF-8"))
    }
}
