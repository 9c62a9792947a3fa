public import Documents

extension RepositorySettings {
    /// Decodes the settings; nil exactly where an error was added to `findings`.
    public static func decode(
        _ document: JSONDocument, at path: String, into findings: inout [Finding]
    ) -> RepositorySettings? {
        Decoding.run(document, at: path, into: &findings) { decoding, node in read(node, decoding) }
    }

    private static func read(_ node: JSONNode, _ decoding: Decoding) -> RepositorySettings? {
        guard let object = ObjectReader(node, "the configuration", members: memberOrder, in: decoding) else {
            return nil
        }
        let version = object.required("formatVersion") { decoding.integer($0) }
        if let version, version != knownFormatVersion, let place = object["formatVersion"] {
            decoding.report(.formatVersion(version), at: place)
        }
        let defaults = RepositorySettings()
        let branch = object.optional("protectedBranch", decoding.text) ?? defaults.protectedBranch
        let bucketing: Bucketing? = object.optional("bucketing") { decoding.word($0, noun: "bucketing") }
        return version.map {
            RepositorySettings(
                formatVersion: $0, protectedBranch: branch, bucketing: bucketing ?? defaults.bucketing)
        }
    }
}

extension Problem {
    fileprivate static func formatVersion(_ version: Int) -> Problem {
        let known = RepositorySettings.knownFormatVersion
        return Problem(
            "format-version", "format version \(version) is not known, this flagctl knows \(known)",
            hint: version > known ? "use a newer flagctl" : nil)
    }
}
