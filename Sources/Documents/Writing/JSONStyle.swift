/// How JSON is laid out; the canonical style, or that of a file.
struct JSONStyle: Sendable, Equatable {
    /// What one level is indented by.
    var indentation: [UInt8] = Array("  ".utf8)
    /// The line end.
    var lineEnd: [UInt8] = Array("\n".utf8)
    /// What stands between a member's name and its value.
    var colon: [UInt8] = Array(": ".utf8)
    /// What stands between elements on one line.
    var comma: [UInt8] = Array(", ".utf8)
    /// What stands inside the braces of an object on one line.
    var objectPadding: [UInt8] = Array(" ".utf8)
    /// What stands inside the brackets of a list on one line.
    var listPadding: [UInt8] = []

    /// The last column that a list or object on one line may reach; a comma after it is not counted.
    static let width = 100

    /// What `flagctl fmt` writes.
    static let canonical = JSONStyle()

    /// No byte more than needed.
    static let compact = JSONStyle(colon: Array(":".utf8), comma: Array(",".utf8), objectPadding: [])
}
