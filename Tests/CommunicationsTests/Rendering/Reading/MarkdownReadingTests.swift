import Testing

@testable import Communications

@Suite struct MarkdownReadingTests {
    private func html(_ markdown: String) -> String {
        RichText(markdown: markdown).html.replacing("\n", with: "")
    }

    @Test(arguments: [
        ("# A\n## B\n### C\n#### D", "<h2>A</h2><h3>B</h3><h4>C</h4><p>#### D</p>"),
        ("one\ntwo  \nthree\\\nfour\n\nfive", "<p>one two<br>three<br>four</p><p>five</p>"),
        ("- a\n- b\n  c\n\n- d\n\ntext", "<ul><li>a</li><li>b c</li><li>d</li></ul><p>text</p>"),
        ("1. a\n2. b\n- c", "<ol><li>a</li><li>b</li></ol><ul><li>c</li></ul>"),
        ("- [ ] a\n- [x] b\n- [] c", "<ul><li>☐ a</li><li>☑ b</li><li>[] c</li></ul>"),
        ("a\n---\nb", "<p>a</p><hr><p>b</p>"), ("* * *", "<hr>"),
        (
            "**a** *b* ***c*** **d *e***",
            "<p><strong>a</strong> <em>b</em> <strong><em>c</em></strong> <strong>d <em>e</em></strong></p>"
        ),
        ("2 * 3 * 4 ** 5", "<p>2 * 3 * 4 ** 5</p>"), ("**open", "<p>**open</p>"), ("a*b*c", "<p>a<em>b</em>c</p>"),
        ("snake_case_name", "<p>snake_case_name</p>"),
        ("`a*b` ``c`d`` `e", "<p><code>a*b</code> <code>c`d</code> `e</p>"),
        ("\\*a\\* \\\\ \\a", "<p>*a* \\ \\a</p>"),
        (
            "[a *b*](https://c.example/d_(e)?f=1&g)",
            "<p><a href=\"https://c.example/d_(e)?f=1&amp;g\">a <em>b</em></a></p>"
        ),
        ("[a](mailto:b@c.example) [d](ftp://e) [f]", "<p><a href=\"mailto:b@c.example\">a</a> d (ftp://e) [f]</p>"),
        ("<b>&amp;", "<p>&lt;b&gt;&amp;amp;</p>"),
        (
            "| a | b\\|c |\n|:--|--:|\n| **d** | `e` |\n| f |\nend",
            "<table><tr><th>a</th><th>b|c</th></tr><tr><td><strong>d</strong></td><td><code>e</code></td></tr><tr><td>f</td><td></td></tr></table><p>end</p>"
        ),
        ("| a |", "<p>| a |</p>"), ("", ""), ("\n \n", ""),
        ("2026. A year", "<ol><li>A year</li></ol>"), ("-no item", "<p>-no item</p>"),
    ])
    func readsTheSubset(_ markdown: String, _ expected: String) {
        #expect(html(markdown) == expected)
    }

    @Test(
        "brackets that nothing closes are read in one look", .timeLimit(.minutes(1)), arguments: ["[", "[a](", "[[]("])
    func readsManyBrackets(_ mark: String) {
        let text = String(repeating: mark, count: 100_000)
        #expect(html(text) == "<p>\(text)</p>")
    }

    @Test func readsItsOwnMarkdownOfRandomTexts() {
        var texts = HostileText(seed: 9)
        for _ in 0..<2000 {
            let text = texts.next() + "\n" + texts.next() + "\n\n" + texts.next()
            let once = RichText(markdown: text)
            let again = RichText(markdown: once.markdown)
            #expect(again.html == once.html, "\(text.debugDescription)\n\(once.markdown)")
        }
    }
}
