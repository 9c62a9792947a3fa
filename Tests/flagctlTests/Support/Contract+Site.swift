extension Contract {
    static let site = JSONShape.object(
        [
            "commit": .text, "time": .text, "folder": .text, "pages": .number, "files": .number, "bytes": .number,
            "written": .number, "removed": .number,
        ], may: ["shallow": .truth])
}
