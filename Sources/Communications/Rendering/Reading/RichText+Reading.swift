extension RichText {
    /// Reads a subset of Markdown (CommonMark 0.31, with GitHub's tables and boxes).
    ///
    /// Headings of three levels (`#`), paragraphs, lists (`-`, `1.`) without lists in them, boxes (`- [ ]`), tables
    /// (`| a | b |`), lines (`---`), `**strong**`, `*emphasis*`, `` `code` ``, `[text](address)`, breaks (two spaces or a
    /// backslash at the end of a line) and backslashes before marks. Everything else is text; control characters are
    /// spaces.
    public init(markdown: String) {
        let lines = markdown.withPlainLineEnds.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { String($0).withoutControls }.joined(separator: "\n")
        self.init(MarkdownBlocks(text, gaps: MarkedGaps()).blocks)
    }
}
