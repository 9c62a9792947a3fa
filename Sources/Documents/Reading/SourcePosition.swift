/// A place in a file.
public struct SourcePosition: Sendable, Hashable, Comparable {
    /// Bytes from the start of the file.
    public let offset: Int

    /// The line, from 1; lines end with LF.
    public let line: Int

    /// The column, from 1, in Unicode scalars.
    public let column: Int

    /// Makes a position of its three coordinates.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// Finds the line and column of an offset; an offset past the end means the end.
    init(offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        let offset = min(max(offset, 0), bytes.count)
        var line = 1
        var column = 1
        for byte in bytes[..<offset] {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        self.init(offset: offset, line: line, column: column)
    }

    /// Orders positions of one file from its start to its end.
    public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column, left.offset) < (right.line, right.column, right.offset)
    }
}
