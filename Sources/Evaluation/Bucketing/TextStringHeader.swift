/// The head of a CBOR text string in its shortest form (RFC 8949, sections 3.1 and 4.2.1).
enum TextStringHeader {
    /// The most bytes that a head has.
    static let limit = 9

    private static let majorType: UInt8 = 0x60

    /// Writes the head of a text of `length` bytes; the number of bytes written.
    @inline(__always)
    static func write(_ length: Int, to buffer: UnsafeMutableRawBufferPointer) -> Int {
        if length < 24 {
            buffer[0] = majorType | UInt8(truncatingIfNeeded: length)
            return 1
        }
        return writeLong(length, to: buffer)
    }

    private static func writeLong(_ length: Int, to buffer: UnsafeMutableRawBufferPointer) -> Int {
        let (code, count): (UInt8, Int) =
            switch UInt64(length) {
            case 0..<0x100: (24, 1)
            case 0x100..<0x1_0000: (25, 2)
            case 0x1_0000..<0x1_0000_0000: (26, 4)
            default: (27, 8)
            }
        buffer[0] = majorType | code
        for place in 1...count { buffer[place] = UInt8(truncatingIfNeeded: length >> ((count - place) * 8)) }
        return 1 + count
    }
}
