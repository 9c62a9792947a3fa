import Crypto

/// SHA-1 of bytes that come in pieces, computed with the processor's own instructions where it has them.
struct Checksum {
    /// The bytes of a checksum.
    static let size = 20

    private var state = Insecure.SHA1()

    mutating func add(_ bytes: UnsafeRawBufferPointer) { state.update(bufferPointer: bytes) }

    var value: [UInt8] { Array(state.finalize()) }

    static func of(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var checksum = Checksum()
        bytes.withUnsafeBytes { checksum.add($0) }
        return checksum.value
    }
}
