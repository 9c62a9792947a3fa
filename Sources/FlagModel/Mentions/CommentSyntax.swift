/// How a language marks comments and strings, by a file's name.
struct CommentSyntax: Sendable {
    /// What begins a comment that ends with its line.
    let line: [[UInt8]]
    /// What begins and ends a comment of any length.
    let blocks: [(open: [UInt8], close: [UInt8])]
    /// What begins and ends a string, in which nothing begins a comment.
    let quotes: [UInt8]
    /// Bytes with which a comment or string can begin.
    let starters: [Bool]

    private init(_ line: [String], _ blocks: [(String, String)], quotes: String) {
        self.line = line.map { Array($0.utf8) }
        self.blocks = blocks.map { (Array($0.0.utf8), Array($0.1.utf8)) }
        self.quotes = Array(quotes.utf8)
        var starters = [Bool](repeating: false, count: 256)
        for byte in self.line.compactMap(\.first) + self.blocks.compactMap(\.open.first) + self.quotes {
            starters[Int(byte)] = true
        }
        self.starters = starters
    }

    /// The syntax of a file; nil where its name says nothing.
    init?(path: String) {
        let name = path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
        if let known = Self.byName[name] {
            self = known
            return
        }
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
        guard let known = Self.byExtension[name[name.utf8.index(after: dot)...].lowercased()] else { return nil }
        self = known
    }

    private static let slashes = CommentSyntax(["//"], [("/*", "*/")], quotes: "\"'`")
    private static let slashesAndLifetimes = CommentSyntax(["//"], [("/*", "*/")], quotes: "\"")
    private static let style = CommentSyntax([], [("/*", "*/")], quotes: "\"'")
    private static let hash = CommentSyntax(["#"], [], quotes: "\"'")
    private static let hashAndSlashes = CommentSyntax(["#", "//"], [("/*", "*/")], quotes: "\"'")
    private static let dashes = CommentSyntax(["--"], [("/*", "*/")], quotes: "\"'")
    private static let haskell = CommentSyntax(["--"], [("{-", "-}")], quotes: "\"")
    private static let markup = CommentSyntax([], [("<!--", "-->")], quotes: "")
    private static let component = CommentSyntax(["//"], [("<!--", "-->"), ("/*", "*/")], quotes: "\"`")

    private static let byExtension: [String: CommentSyntax] = {
        let families: [(CommentSyntax, String)] = [
            (
                slashes,
                "c cc cpp cs cxx dart go gradle groovy h hh hpp java js json5 jsonc jsx kt kts less m mjs cjs mm mts cts proto scala scss ts tsx"
            ),
            (slashesAndLifetimes, "rs swift"),
            (style, "css"),
            (
                hash,
                "bash cfg cmake conf cr env ex exs fish ini jl mk nix pl pm properties ps1 py r rake rb sh toml yaml yml zsh"
            ),
            (hashAndSlashes, "php tf hcl"),
            (dashes, "sql lua adb ads"),
            (haskell, "hs elm"),
            (markup, "htm html markdown md svg xhtml xml"),
            (component, "svelte vue"),
        ]
        var known: [String: CommentSyntax] = [:]
        for (syntax, names) in families { for name in names.split(separator: " ") { known[String(name)] = syntax } }
        return known
    }()

    private static let byName: [String: CommentSyntax] = [
        "Dockerfile": hash, "Makefile": hash, "Gemfile": hash, "Rakefile": hash, "CMakeLists.txt": hash, ".env": hash,
        "CODEOWNERS": hash, "Jenkinsfile": slashes,
    ]
}
