extension SiteContent {
    /// What feeds and the calendar are called: with where the site is, so that those who have several can tell them apart.
    var feedTitle: String { base.map { "\(title) · \(SiteAddress.place(of: $0))" } ?? title }

    /// What no other repository has in the names that it gives: the beginning of its first commit's id; where history is
    /// cut off, so that nobody knows that one, where its site is.
    var ownName: String { genesis.map { String($0.prefix(12)) } ?? base.map(SiteAddress.place) ?? "flagctl" }

    /// A URI that names something of the site for ever: a tag (RFC 4151) where it is known where the site is served.
    func identifier(_ path: String) -> String {
        let name = "\(ownName)/\(path)".replacing("[", with: "").replacing("]", with: "")
        guard let host = base.flatMap(SiteAddress.host) else { return "urn:flagctl:\(name)" }
        return "tag:\(host),2026:\(name)"
    }

    /// The address of a page where it is known where the site is served, else the path.
    func address(_ path: String) -> String { (base ?? "") + path }
}
