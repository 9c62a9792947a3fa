import Testing

@Suite struct VariantDecodingTests {
    private func expect(
        _ expected: [String], type: String, _ variants: String, at line: SourceLocation = #_sourceLocation
    ) {
        let text = """
            { "key": "CSF", "name": "N", "type": "\(type)", "offVariant": "a",
              "variants": \(variants) }
            """
        expectFindings(expected, in: ["flags/CSF.json": text], sourceLocation: line)
    }

    @Test("variants have values of the flag's type")
    func types() {
        expect(
            ["1️⃣ error: variant 'b' is a string, but the flag's type is boolean [variant-type]"],
            type: "boolean", #"{ "a": true, "b": 1️⃣"no" }"#)
        expect(
            ["1️⃣ error: variant 'b' is a number, but the flag's type is string [variant-type]"],
            type: "string", #"{ "a": "x", "b": 1️⃣1 }"#)
        expect(
            ["1️⃣ error: variant 'b' is null, but the flag's type is object [variant-type]"],
            type: "object", #"{ "a": {}, "b": 1️⃣null }"#)
        expect(
            ["1️⃣ error: variant 'b' is a list, but the flag's type is number [variant-type]"],
            type: "number", #"{ "a": 1.5, "b": 1️⃣[] }"#)
    }

    @Test("integers may be written with decimals that are zero")
    func integers() {
        expect([], type: "integer", #"{ "a": 10.0, "b": 1e3, "c": -7 }"#)
        expect(
            [
                "1️⃣ error: variant 'a' is 10.5, but the flag's type is integer [variant-type]",
                "2️⃣ error: variant 'b' is 1e99, but the flag's type is integer [variant-type]",
            ],
            type: "integer", #"{ "a": 1️⃣10.5, "b": 2️⃣1e99 }"#)
    }

    @Test("an unknown type is the only finding about it")
    func unknownType() {
        let text = #"{ "key": "CSF", "name": "N", "type": 1️⃣"bool", "offVariant": "a", "variants": { "a": true } }"#
        expectFindings(
            [
                "1️⃣ error: there is no flag type 'bool' [unknown-value]"
                    + " — did you mean 'boolean'?"
            ],
            in: ["flags/CSF.json": text])
    }

    @Test("a flag has variants with names that are keys")
    func names() {
        expect(["1️⃣ error: a flag has at least one variant [no-variants]"], type: "boolean", "1️⃣{}")
        expect(
            [
                "1️⃣ error: 'b c' is no variant name: a key has only the letters A-Z and a-z, digits, '.', '_' and '-' [invalid-key]"
            ],
            type: "boolean", #"{ "a": true, 1️⃣"b c": false }"#)
    }

    @Test("the off variant and the code default are among the variants")
    func references() {
        let text = """
            { "key": "CSF", "name": "N", "type": "boolean", "variants": { "enabled": true, "off": false },
              "offVariant": 1️⃣"of", "codeDefault": 2️⃣"nothing" }
            """
        expectFindings(
            [
                "1️⃣ error: the flag has no variant 'of' [unknown-variant] — did you mean 'off'?",
                "2️⃣ error: the flag has no variant 'nothing' [unknown-variant] — there is 'enabled' and 'off'",
            ],
            in: ["flags/CSF.json": text])
    }
}
