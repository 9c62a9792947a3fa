import Documents
import Testing

@Suite("nearest")
struct NearNameTests {
    let members = ["enabled", "fallthrough", "rules", "bucketBy", "salt", "flag", "on", "off"]

    @Test(
        "finds the member that was meant",
        arguments: [
            ("enabeld", "enabled"), ("Enabled", "enabled"), ("falltrough", "fallthrough"), ("rule", "rules"),
            ("bucketby", "bucketBy"), ("bucket_by", "bucketBy"), ("no", "on"), ("of", "off"),
        ])
    func finds(pair: (String, String)) {
        #expect(nearest(pair.0, among: members) == pair.1)
    }

    @Test("is silent where nothing is near", arguments: ["", "x", "description", "xyz", "fo", "rulesets"])
    func silent(word: String) {
        #expect(nearest(word, among: members) == nil)
    }

    @Test("prefers another case to another letter, then fewer changes, then byte order")
    func preference() {
        #expect(nearest("CSF", among: ["CSG", "csf"]) == "csf")
        #expect(nearest("staging", among: ["stagingab", "stagin", "xstaging"]) == "stagin")
        #expect(nearest("teat", among: ["test", "team"]) == "team")
        #expect(nearest("teat", among: ["team", "test"]) == "team")
    }

    @Test("allows one change in short words and two in longer ones")
    func reach() {
        #expect(nearest("abc", among: ["axx"]) == nil)
        #expect(nearest("abcd", among: ["abxx"]) == "abxx")
        #expect(nearest("abcd", among: ["axxx"]) == nil)
        #expect(nearest("abcd", among: ["badc"]) == "badc")
    }

    @Test("counts scalars, not bytes")
    func scalars() {
        #expect(nearest("schlussel", among: ["schlüssel"]) == "schlüssel")
        #expect(nearest("鍵盤", among: ["鍵"]) == "鍵")
    }
}
