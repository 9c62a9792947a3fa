public import FlagModel

/// Puts values into buckets: a pure function of a salt and a value, so that nothing has to be remembered.
///
/// `bucket = (UInt64(hash) * 100_000) >> 32` with murmur3_x86_32 (seed 0) over salt and value, as flagd's `fractional`
/// does with weights in thousandths: as the canonical CBOR text string (RFC 8949, section 4.2) of both for
/// ``Bucketing/flagdV3``, as their UTF-8 for ``Bucketing/flagdV2``.
public struct Bucketer: Sendable, Hashable {
    private let salt: [UInt8]
    private let isFramed: Bool

    /// Fixes salt and mode.
    public init(salt: String, mode: Bucketing) {
        self.salt = Array(salt.utf8)
        isFramed = mode == .flagdV3
    }

    /// The value's hash.
    public func hash(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { value in
            let length = salt.count + value.count
            return withUnsafeTemporaryAllocation(byteCount: length + Self.headerLimit, alignment: 4) { buffer in
                let header = isFramed ? Self.writeHeader(length, to: buffer) : 0
                salt.withUnsafeBytes { UnsafeMutableRawBufferPointer(rebasing: buffer[header...]).copyMemory(from: $0) }
                UnsafeMutableRawBufferPointer(rebasing: buffer[(header + salt.count)...])
                    .copyMemory(from: UnsafeRawBufferPointer(value))
                return Murmur3.hash(UnsafeRawBufferPointer(rebasing: buffer[..<(header + length)]))
            }
        }
    }

    /// The bucket of a hash, 0 to 99,999.
    public static func bucket(of hash: UInt32) -> Int { Int((UInt64(hash) * UInt64(Allocation.bucketCount)) >> 32) }

    /// The value's bucket, 0 to 99,999.
    public func bucket(_ value: String) -> Int { Self.bucket(of: hash(value)) }

    private static let headerLimit = 9

    /// The head of a CBOR text string in its shortest form; its number of bytes.
    private static func writeHeader(_ length: Int, to buffer: UnsafeMutableRawBufferPointer) -> Int {
        switch length {
        case 0..<24:
            buffer[0] = 0x60 | UInt8(length)
            return 1
        case 24..<0x100:
            buffer[0] = 0x78
            buffer[1] = UInt8(length)
            return 2
        case 0x100..<0x1_0000:
            buffer[0] = 0x79
            return writeLength(length, bytes: 2, to: buffer)
        default:
            buffer[0] = 0x7a
            return writeLength(length, bytes: 4, to: buffer)
        }
    }

    private static func writeLength(_ length: Int, bytes: Int, to buffer: UnsafeMutableRawBufferPointer) -> Int {
        for place in 0..<bytes { buffer[1 + place] = UInt8(truncatingIfNeeded: length >> ((bytes - 1 - place) * 8)) }
        return 1 + bytes
    }
}
