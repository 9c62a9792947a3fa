/// Collects what is within a line while marks open and close.
struct InlineNest {
    private struct Level {
        var mark: String
        var inlines: [RichText.Inline] = []
    }

    private let gaps: MarkedGaps
    private var levels = [Level(mark: "")]
    private var text: Scalars = []
    /// The last character, whatever it belongs to.
    private(set) var last: Unicode.Scalar?

    init(gaps: MarkedGaps) { self.gaps = gaps }

    /// The mark that is open innermost.
    var openMark: String? { levels.count > 1 ? levels[levels.count - 1].mark : nil }

    /// Whether there is anything since the innermost mark.
    var hasContent: Bool { !text.isEmpty || !levels[levels.count - 1].inlines.isEmpty }

    /// What was collected, without breaks at both ends; marks that are still open are text.
    var inlines: [RichText.Inline] {
        var copy = self
        while copy.levels.count > 1 {
            copy.flush()
            let level = copy.levels.removeLast()
            copy.add(.text(level.mark))
            level.inlines.forEach { copy.add($0) }
        }
        copy.flush()
        let inlines = copy.levels[0].inlines.drop { $0 == .lineBreak }
        return Array(inlines.dropLast(inlines.reversed().prefix { $0 == .lineBreak }.count))
    }

    mutating func append(_ scalar: Unicode.Scalar) {
        text.append(scalar)
        last = scalar
    }

    mutating func append(_ inline: RichText.Inline) {
        flush()
        add(inline)
        last = inline == .lineBreak ? " " : "x"
    }

    mutating func open(_ mark: String) {
        flush()
        levels.append(Level(mark: mark))
    }

    /// Closes what is open innermost.
    mutating func close() {
        flush()
        let level = levels.removeLast()
        guard !level.inlines.isEmpty else { return }
        add(level.mark == "**" || level.mark == "<strong>" ? .strong(level.inlines) : .emphasis(level.inlines))
        last = "x"
    }

    /// Takes spaces away at the end, and says how many there were.
    @discardableResult mutating func trimEnd() -> Int {
        let count = text.reversed().prefix { $0.isBlank }.count
        text.removeLast(count)
        return count
    }

    private mutating func flush() {
        guard !text.isEmpty else { return }
        let filled = gaps.filled(text.text)
        text = []
        if !filled.isEmpty { add(.text(filled)) }
    }

    private mutating func add(_ inline: RichText.Inline) {
        let level = levels.count - 1
        if case .text(let new) = inline, case .text(let before)? = levels[level].inlines.last {
            levels[level].inlines[levels[level].inlines.count - 1] = .text(before + new)
        } else {
            levels[level].inlines.append(inline)
        }
    }
}
