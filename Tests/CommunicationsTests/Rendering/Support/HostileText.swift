import TestSupport

/// Texts that try to be more than text, in any channel.
struct HostileText {
    private var numbers: SplitMix64

    init(seed: Int) { numbers = SplitMix64(seed: seed) }

    mutating func next() -> String {
        (0...numbers.upTo(7)).map { _ in numbers.pick(Self.pieces) }.joined()
    }

    private static let pieces = [
        "a", "B", "é", "0", "12", " ", "  ", "word", "👩‍👩‍👧", "\u{200B}", "\u{202E}", "\u{A0}", "\u{301}",
        "*", "**", "***", "_", "__", "`", "``", "```", "~~", "$x$", "$$", "\\", "\\\\", "&", "&amp;", "&#64;", "\"",
        "'",
        "[a](javascript:alert(1))", "[a](https://b.example)", "![p](https://b.example/p.png)", "[", "]", "(", ")", "](",
        "<", ">", "<script>", "</script>", "<b>", "</p>", "<br>", "<strong>", "</em>", "<!-- c -->",
        "<https://b.example>",
        "<!here>", "<!channel>", "<@U123>", "<#C1|c>", "@channel", "@here", "@team/people", "#12", "owner/app#3",
        ":tada:",
        "https://evil.example/x_y_", "www.evil.example", "mailto:a@b.example", "javascript:alert(1)",
        "\n", "\r\n", "\r", "\n\n", "\t", "\u{2028}", "\u{85}", "\u{0}", "\u{2}0\u{3}", "\u{1B}[31m", "\u{7F}",
        "# ", "## h", "- ", "+ ", "1. ", "2) ", "- [x] ", "> ", "---", "***", "===", "| a | b |", "|---|", "|", ":--",
        "#",
        "{{x}}", "{{{x}}}", "{{#x}}", "{{/x}}", "{{> p}}", "{{!", "}}", "*\u{301}", "<\u{301}", "`\u{301}", "@\u{200B}",
        "#\u{200B}1", "[DATE]", "Subject: x", "Bcc: a@b.example",
    ]
}
