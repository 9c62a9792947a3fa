import Evaluation
import FlagModel
import Testing

/// Frozen for good: another number here means that people lose what they had.
@Suite("Bucketing")
struct BucketerTests {
    @Test(
        "buckets of flagd-v3 never change",
        arguments: [
            ("dreams.advanced", "user-42", 59293),
            ("CSF", "user-1", 91686),
            ("é", "日本語", 98592),
            ("a-salt-of-more-than-23-bytes", "user-1", 38701),
            ("", "", 15403),
        ])
    func frozen(salt: String, value: String, bucket: Int) {
        #expect(Bucketer(salt: salt, mode: .flagdV3).bucket(value) == bucket)
    }

    @Test(
        "buckets of flagd-v2 never change",
        arguments: [
            ("dreams.advanced", "user-42", 14436),
            ("CSF", "user-1", 72131),
            ("é", "日本語", 91510),
            ("a-salt-of-more-than-23-bytes", "user-1", 32514),
            ("", "", 0),
        ])
    func frozenBefore(salt: String, value: String, bucket: Int) {
        #expect(Bucketer(salt: salt, mode: .flagdV2).bucket(value) == bucket)
    }

    @Test("people are spread evenly", arguments: [Bucketing.flagdV2, .flagdV3])
    func spread(mode: Bucketing) {
        let bucketer = Bucketer(salt: "spread", mode: mode)
        var counts = [Int](repeating: 0, count: 10)
        for user in 0..<100_000 { counts[bucketer.bucket("user-\(user)") / 10_000] += 1 }
        for count in counts { #expect((9_600...10_400).contains(count)) }
    }
}
