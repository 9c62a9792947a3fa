import Workflows

extension SiteReport: TextReport {
    func lines(_ style: Style, isVerbose: Bool) -> [String] {
        let kilobytes = (bytes + 999) / 1_000
        var lines = [
            "\(style.bold(folder)): \(counted(pages, "page")), \(counted(files, "file")), \(kilobytes) kB of commit "
                + (isVerbose ? commit : String(commit.prefix(8)))
        ]
        lines.append(
            written == 0 && removed == 0
                ? "nothing differed"
                : "\(written) written" + (removed == 0 ? "" : ", \(removed) removed"))
        if isShallow {
            lines.append(
                "\(style.warn("note:")) this clone is shallow: the pages know nothing of what came before its end")
            lines.append("  \(style.dim("hint:")) fetch all of history first: git fetch --unshallow")
        }
        return lines
    }
}
