import Exchange

/// An environment as a flagd flag file, written once when it is first asked for.
///
/// An actor, so that those who ask while it is written wait without keeping a thread.
actor FlagdFile {
    private let content: EnvironmentContent
    private var written: Result<[UInt8], ExportRefusal>?

    init(_ content: EnvironmentContent) { self.content = content }

    /// The file's bytes, or what flagd has no way to say.
    func bytes() -> Result<[UInt8], ExportRefusal> {
        if let written { return written }
        let result = write()
        written = result
        return result
    }

    private func write() -> Result<[UInt8], ExportRefusal> {
        guard let format = ExportFormats.named("flagd") else { preconditionFailure("flagd is a format") }
        do throws(ExportRefusal) {
            return .success(Array(try format.text(of: content, ExportOptions()).utf8))
        } catch {
            return .failure(error)
        }
    }
}
