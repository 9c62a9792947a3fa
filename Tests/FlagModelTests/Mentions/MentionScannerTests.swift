import Documents
import FlagModel
import Testing

@Suite struct MentionScannerTests {
    /// `line:column word`, with `#` behind where it is a comment.
    private func mentions(_ text: String, in path: String = "app.ts", of keys: [String: String?]) throws -> [String] {
        let flags = try keys.sorted { $0.key < $1.key }.map { key, variable in
            FeatureFlag(
                key: try #require(FlagKey(key)), name: key, type: .boolean, variants: [],
                offVariant: try #require(VariantKey("off")), environmentVariable: variable)
        }
        let words = FlagWords(flags)
        return MentionScanner.mentions(of: words, in: Array(text.utf8), path: path).map { mention in
            "\(mention.position.line):\(mention.position.column) \(words.words[mention.word].text)"
                + (mention.isComment ? " #" : "")
        }
    }

    @Test func `keys and environment variables are found where they stand alone`() throws {
        let text = """
            if (flags.CSF && process.env.FEATURE_CSF) {
              é("CSF") ; CSF-x; x-CSF; CSFX; _CSF; CSF_; MYCSF; CSF2; “CSF” $CSF -CSF --CSF=1
            }
            """
        #expect(
            try mentions(text, of: ["CSF": "FEATURE_CSF"]) == [
                "1:11 CSF", "1:30 FEATURE_CSF", "2:6 CSF", "2:60 CSF", "2:66 CSF", "2:71 CSF", "2:77 CSF",
            ])
    }

    @Test func `a key with dots or dashes has to stand there whole`() throws {
        let keys: [String: String?] = ["dreams": nil, "dreams.advanced": nil, "chat-v2": nil]
        let text = "dreams.advanced my.dreams.advanced dreams.advancedMode dreams.advanced. chat-v2 chat-v22 a.chat-v2"
        #expect(
            try mentions(text, in: "notes", of: keys) == [
                "1:1 dreams.advanced", "1:20 dreams", "1:36 dreams", "1:56 dreams.advanced", "1:73 chat-v2",
                "1:92 chat-v2",
            ])
    }

    @Test(
        "comments are told apart by the file's name",
        arguments: [
            ("a.swift", "CSF // CSF\nCSF", ["1:1 CSF", "1:8 CSF #", "2:1 CSF"]),
            ("a.ts", "/* CSF\nCSF */ CSF 'a // b' CSF", ["1:4 CSF #", "2:1 CSF #", "2:8 CSF", "2:21 CSF"]),
            ("a.ts", "`\n// CSF` // CSF", ["2:4 CSF", "2:12 CSF #"]),
            ("a.ts", #""\"// CSF" + CSF"#, ["1:7 CSF", "1:14 CSF"]),
            ("a.py", "x = CSF # CSF\nurl#CSF", ["1:5 CSF", "1:11 CSF #", "2:5 CSF"]),
            ("Dockerfile", "# CSF\nENV CSF", ["1:3 CSF #", "2:5 CSF"]),
            ("a.sql", "CSF--CSF", ["1:1 CSF", "1:6 CSF #"]),
            ("a.html", "don't <!-- CSF\n--> CSF", ["1:12 CSF #", "2:5 CSF"]),
            ("deep.d/a.css", "/*CSF*/CSF//CSF", ["1:3 CSF #", "1:8 CSF", "1:13 CSF"]),
            ("unknown", "# CSF // CSF", ["1:3 CSF", "1:10 CSF"]),
        ] as [(String, String, [String])])
    func comments(path: String, text: String, found: [String]) throws {
        #expect(try mentions(text, in: path, of: ["CSF": nil]) == found)
    }

    @Test func `a string that is not closed ends with its line`() throws {
        #expect(try mentions("'a\n// CSF", of: ["CSF": nil]) == ["2:4 CSF #"])
    }

    @Test func `an escape is no part of a word`() throws {
        #expect(try mentions(#"x = "\nCSF""#, of: ["CSF": nil]) == ["1:8 CSF"])
    }

    @Test func `bytes that are no UTF-8 stop nothing`() throws {
        let words = FlagWords([
            FeatureFlag(
                key: try #require(FlagKey("CSF")), name: "", type: .boolean, variants: [],
                offVariant: try #require(VariantKey("off")))
        ])
        let bytes: [UInt8] = [0xFF, 32] + Array("CSF".utf8) + [32, 0xE2]
        #expect(MentionScanner.mentions(of: words, in: bytes, path: "a").map(\.position.offset) == [2])
        #expect(MentionScanner.isText(bytes))
        #expect(!MentionScanner.isText([67, 0]))
    }
}
