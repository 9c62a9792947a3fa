extension RichText {
    /// Reads a subset of Markdown (CommonMark 0.31, with GitHub's tables and boxes).
    ///
    /// Headings of three levels (`#`), paragraphs, lists (`-`, `1.`) without lists in them, boxes (`- [ ]`), tables
    /// (`| a | b |`), lines (`---`), `**strong**`, `*emphasis*`, `` `code` ``, `[text](address)`, breaks (two spaces or a
    /// backslash at the end of a line) and backslashes before marks. Everything else is text.
    public init(markdown: String) {
        self.init(MarkdownBlocks(markdown.withPlainLineEnds, gaps: MarkedGaps()).blocks)
    }
}
