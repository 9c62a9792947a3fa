import FlagModel
import Testing

@Suite struct KeyTests {
    @Test(
        "accepts the keys of the seeds and the edges of the rule",
        arguments: [
            "CSF", "dreams.advanced", "whispers.voiceCapture", "early-adopters", "a", "9", "a_b", "CONSOLE", "COM0",
            "COM10",
            "locked", "x.locks", "a..b", String(repeating: "k", count: 128),
        ])
    func accepts(_ text: String) {
        #expect(FlagKey(text)?.text == text)
        #expect(FlagKey.problem(with: text) == nil)
    }

    @Test(
        "refuses what is no safe file name and says why",
        arguments: [
            ("", "a key has at least one character"),
            (".", "a key starts with a letter A-Z or a-z or a digit"),
            ("..", "a key starts with a letter A-Z or a-z or a digit"),
            ("../x", "a key starts with a letter A-Z or a-z or a digit"),
            ("-x", "a key starts with a letter A-Z or a-z or a digit"),
            ("Ünï", "a key starts with a letter A-Z or a-z or a digit"),
            ("a/b", "a key has only the letters A-Z and a-z, digits, '.', '_' and '-'"),
            ("a b", "a key has only the letters A-Z and a-z, digits, '.', '_' and '-'"),
            ("naïve", "a key has only the letters A-Z and a-z, digits, '.', '_' and '-'"),
            ("x\u{0}", "a key has only the letters A-Z and a-z, digits, '.', '_' and '-'"),
            ("x.", "a key does not end in a dot"),
            ("x.lock", "a key does not end in '.lock', git's own suffix"),
            ("x.LOCK", "a key does not end in '.lock', git's own suffix"),
            ("CON", "it is a device name on Windows"),
            ("nul.txt", "it is a device name on Windows"),
            ("Com1", "it is a device name on Windows"),
            ("lpt9.a.b", "it is a device name on Windows"),
            (String(repeating: "k", count: 129), "a key has at most 128 characters, this one has 129"),
        ])
    func refuses(_ text: String, _ why: String) {
        #expect(FlagKey(text) == nil)
        #expect(FlagKey.problem(with: text) == why)
    }

    @Test("orders keys as bytes")
    func order() throws {
        let keys = try ["b", "B", "a-b", "a.b", "a", "a_b"].map { try #require(FlagKey($0)) }
        #expect(keys.sorted().map(\.text) == ["B", "a", "a-b", "a.b", "a_b", "b"])
    }
}
