extension RepositoryContent {
    /// Files of one piece of work; small enough to share out evenly, large enough for the sharing not to matter.
    private static let pieceSize = 2_000

    /// Parses and decodes many files at once, on as many cores as there are.
    public static func load(
        _ files: [(path: String, bytes: [UInt8])], isPartial: Bool = false
    ) async -> RepositoryContent {
        let starts = Array(stride(from: 0, to: files.count, by: pieceSize))
        let pieces = await withTaskGroup(of: (Int, [DecodedFile]).self) { group in
            for start in starts {
                group.addTask {
                    let piece = files[start..<min(start + pieceSize, files.count)]
                    return (start, piece.map { DecodedFile(path: $0.path, bytes: $0.bytes) })
                }
            }
            var pieces: [Int: [DecodedFile]] = [:]
            for await (start, decoded) in group { pieces[start] = decoded }
            return pieces
        }
        var content = RepositoryContent(isPartial: isPartial)
        content.reserve(files.count)
        for start in starts {
            for file in pieces[start] ?? [] { content.add(file) }
        }
        return content
    }
}
