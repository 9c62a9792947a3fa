/// What differs between two texts, line by line, with a little of what surrounds it.
struct LineDifference {
    private let lines: [(mark: Character, text: String)]
    private static let surroundings = 2

    init(from old: String, to new: String) {
        let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let difference = after.difference(from: before)
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [(Character, String)] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if removed.contains(i) {
                lines.append(("-", before[i]))
                i += 1
            } else if inserted.contains(j) {
                lines.append(("+", after[j]))
                j += 1
            } else {
                lines.append((" ", before[i]))
                i += 1
                j += 1
            }
        }
        self.lines = lines
    }

    /// The difference as people read it; `…` stands for lines that are the same.
    var text: String {
        let near = lines.indices.filter { index in
            let around = max(0, index - Self.surroundings)...min(lines.count - 1, index + Self.surroundings)
            return lines[around].contains { $0.mark != " " }
        }
        var result: [String] = []
        var last = -1
        for index in near {
            if index != last + 1 { result.append("…") }
            result.append("\(lines[index].mark) \(lines[index].text)")
            last = index
        }
        return result.joined(separator: "\n")
    }
}
