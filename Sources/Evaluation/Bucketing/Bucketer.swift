public import FlagModel

/// Puts values into buckets: a pure function of a salt and a value, so that nothing has to be remembered.
///
/// `bucket = (UInt64(hash) * 100_000) >> 32` with murmur3_x86_32 (seed 0) over salt and value, as flagd's `fractional`
/// does with weights in thousandths: as the canonical CBOR text string (RFC 8949, section 4.2) of both for
/// ``Bucketing/flagdV3``, as their UTF-8 for ``Bucketing/flagdV2``.
public struct Bucketer: Sendable, Hashable {
    private let saltBytes: [UInt8]
    private let isFramed: Bool

    /// Fixes salt and mode.
    public init(salt: String, mode: Bucketing) {
        saltBytes = Array(salt.utf8)
        isFramed = mode == .flagdV3
    }

    /// The salt.
    public var salt: String { String(decoding: saltBytes, as: UTF8.self) }

    /// The value's hash.
    public func hash(_ value: String) -> UInt32 {
        var value = value
        return value.withUTF8 { value in
            saltBytes.withUnsafeBufferPointer { salt in hash(salt, value) }
        }
    }

    @inline(__always)
    private func hash(_ salt: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let length = salt.count + value.count
        // On the stack up to 1 KiB.
        return withUnsafeTemporaryAllocation(byteCount: length + TextStringHeader.limit, alignment: 4) { buffer in
            let start = isFramed ? TextStringHeader.write(length, to: buffer) : 0
            guard let base = buffer.baseAddress else { return 0 }
            if let source = salt.baseAddress {
                (base + start).copyMemory(from: source, byteCount: salt.count)
            }
            if let source = value.baseAddress {
                (base + start + salt.count).copyMemory(from: source, byteCount: value.count)
            }
            return Murmur3.hash(UnsafeRawBufferPointer(start: base, count: start + length))
        }
    }

    /// The bucket of a hash, 0 to 99,999.
    public static func bucket(of hash: UInt32) -> Int { Int((UInt64(hash) &* UInt64(Allocation.bucketCount)) >> 32) }

    /// The value's bucket, 0 to 99,999.
    public func bucket(_ value: String) -> Int { Self.bucket(of: hash(value)) }
}
