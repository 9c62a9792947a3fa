/// MurmurHash3, the 32-bit variant for x86 (Austin Appleby, public domain; `MurmurHash3_x86_32`).
enum Murmur3 {
    /// Hashes bytes with seed 0.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var hash: UInt32 = 0
        let blocks = bytes.count / 4
        for block in 0..<blocks {
            let word = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: block * 4, as: UInt32.self))
            hash ^= mixed(word)
            hash = rotated(hash, 13) &* 5 &+ 0xe654_6b64
        }
        var tail: UInt32 = 0
        for (shift, index) in (blocks * 4..<bytes.count).enumerated() {
            tail |= UInt32(bytes[index]) << UInt32(shift * 8)
        }
        if tail != 0 || bytes.count % 4 != 0 { hash ^= mixed(tail) }
        return finished(hash ^ UInt32(truncatingIfNeeded: bytes.count))
    }

    @inline(__always)
    private static func mixed(_ word: UInt32) -> UInt32 { rotated(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593 }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word << count | word >> (32 - count) }

    @inline(__always)
    private static func finished(_ hash: UInt32) -> UInt32 {
        var hash = hash
        hash ^= hash >> 16
        hash = hash &* 0x85eb_ca6b
        hash ^= hash >> 13
        hash = hash &* 0xc2b2_ae35
        return hash ^ hash >> 16
    }
}
