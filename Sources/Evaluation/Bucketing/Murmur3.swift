/// MurmurHash3, the 32-bit variant for x86 (Austin Appleby, public domain; `MurmurHash3_x86_32`).
enum Murmur3 {
    /// Hashes bytes with seed 0.
    static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
        var hash: UInt32 = 0
        var offset = 0
        while offset &+ 4 <= bytes.count {
            hash ^= mixed(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            hash = rotated(hash, 13) &* 5 &+ 0xe654_6b64
            offset &+= 4
        }
        var tail: UInt32 = 0
        var shift: UInt32 = 0
        while offset < bytes.count {
            tail |= UInt32(bytes[offset]) &<< shift
            shift &+= 8
            offset &+= 1
        }
        return finished(hash ^ mixed(tail) ^ UInt32(truncatingIfNeeded: bytes.count))
    }

    @inline(__always)
    private static func mixed(_ word: UInt32) -> UInt32 { rotated(word &* 0xcc9e_2d51, 15) &* 0x1b87_3593 }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &<< count | word &>> (32 &- count)
    }

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
