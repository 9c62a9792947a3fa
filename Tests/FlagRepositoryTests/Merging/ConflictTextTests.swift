import Testing

@testable import FlagRepository

@Suite struct ConflictTextTests {
    private func text(_ ours: String, _ theirs: String, size: Int = 7) -> String {
        let bytes = ConflictText.bytes(
            ours: Array(ours.utf8), theirs: Array(theirs.utf8), names: ("main", "topic"), markerSize: size)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `marks each part that differs and leaves the rest alone`() {
        #expect(
            text("a\nb\nc\nd\n", "a\nB\nc\nD\n")
                == "a\n<<<<<<< main\nb\n=======\nB\n>>>>>>> topic\nc\n<<<<<<< main\nd\n=======\nD\n>>>>>>> topic\n")
    }

    @Test func `markers have the size that git asks for`() {
        #expect(text("a\n", "b\n", size: 9) == "<<<<<<<<< main\na\n=========\nb\n>>>>>>>>> topic\n")
    }

    @Test func `lines that only one side has are marked with nothing on the other`() {
        #expect(text("a\n", "a\nb\n") == "a\n<<<<<<< main\n=======\nb\n>>>>>>> topic\n")
        #expect(text("", "b\n") == "<<<<<<< main\n=======\nb\n>>>>>>> topic\n")
    }

    @Test func `markers stand on lines of their own, with the file's line ends`() {
        #expect(text("a", "b") == "<<<<<<< main\na\n=======\nb\n>>>>>>> topic\n")
        #expect(text("x\r\na\r\n", "x\r\nb\r\n") == "x\r\n<<<<<<< main\r\na\r\n=======\r\nb\r\n>>>>>>> topic\r\n")
    }

    @Test func `very long parts are marked as one`() {
        let ours = (0..<3000).map { "a\($0)\nx\n" }.joined()
        let theirs = (0..<3000).map { "b\($0)\nx\n" }.joined()
        #expect(text(ours, theirs).split(separator: "\n").filter { $0 == "=======" }.count == 1)
    }
}
