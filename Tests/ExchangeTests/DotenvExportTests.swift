import Exchange
import Testing

@Suite("The dotenv export")
struct DotenvExportTests {
    @Test("writes the lines of seed 004's table")
    func seed() throws {
        var fixture = Fixture()
        for (key, variable) in [
            ("CSF", "CSF"), ("WORKSHOPS", "WORKSHOPS"), ("MINUTES", "MINUTES"), ("CHAT", "CHAT"),
            ("SERVICE_BUS", "SERVICE_BUS"),
        ] {
            try fixture.flag(
                key, more: #", "environmentVariable": "FEATURE_\#(variable)_ENABLED""#, enabled: false,
                fallthrough: #""on""#)
        }
        #expect(
            try fixture.export("dotenv") == """
                FEATURE_CHAT_ENABLED=false
                FEATURE_CSF_ENABLED=false
                FEATURE_MINUTES_ENABLED=false
                FEATURE_SERVICE_BUS_ENABLED=false
                FEATURE_WORKSHOPS_ENABLED=false

                """)
    }

    @Test("leaves out flags without a variable, whatever they do")
    func without() throws {
        var fixture = Fixture()
        try fixture.flag("A", fallthrough: #"{ "on": 5, "off": 95 }"#)
        #expect(try fixture.export("dotenv").isEmpty)
    }

    @Test("refuses every flag that differs, with its row, unless told which value to say")
    func partial() throws {
        var fixture = Fixture()
        try fixture.cohort("beta", #"{ "attribute": "beta", "operator": "equals", "value": true }"#)
        try fixture.flag("A", more: #", "environmentVariable": "A""#, fallthrough: #"{ "on": 25, "off": 75 }"#)
        try fixture.flag("B", more: #", "environmentVariable": "B""#, rules: #"[{ "cohort": "beta", "serve": "on" }]"#)
        try fixture.flag("C", more: #", "environmentVariable": "C""#, fallthrough: #"{ "on": 100, "off": 0 }"#)
        #expect(
            try fixture.refusals("dotenv") == [
                "A, fallthrough: not everybody gets the same: everybody else: on 25%, off 75%",
                "B, fallthrough: not everybody gets the same: beta: on; everybody else: off",
            ])
        #expect(try fixture.export("dotenv", partial: .off) == "A=false\nB=false\nC=true\n")
        #expect(try fixture.export("dotenv", partial: .on) == "A=true\nB=true\nC=true\n")
    }

    @Test("looks at requirements")
    func requirements() throws {
        var fixture = Fixture()
        let variable = { (name: String, flag: String) in
            #", "environmentVariable": "\#(name)", "requires": [{ "flag": "\#(flag)", "variant": "on" }]"#
        }
        try fixture.flag("ON", fallthrough: #""on""#)
        try fixture.flag("OFF", enabled: false)
        try fixture.flag("HALF", fallthrough: #"{ "on": 50, "off": 50 }"#)
        try fixture.flag("A", more: variable("A", "ON"), fallthrough: #""on""#)
        try fixture.flag("B", more: variable("B", "OFF"), fallthrough: #"{ "on": 50, "off": 50 }"#)
        try fixture.flag("C", more: variable("C", "GONE"), fallthrough: #""on""#)
        #expect(try fixture.export("dotenv") == "A=true\nB=false\nC=false\n")
        try fixture.flag("D", more: variable("D", "HALF"), fallthrough: #""on""#)
        try fixture.flag("E", more: variable("E", "HALF"), fallthrough: #""off""#)
        #expect(try fixture.refusals("dotenv") == ["D: it requires HALF, which not everybody gets"])
    }

    @Test(
        "writes values that every reader reads alike",
        arguments: [
            (#""plain-1.0""#, "plain-1.0"), (#""""#, ""), (#""two words # no comment""#, "'two words # no comment'"),
            (#""größe""#, "'größe'"), (#""a\"b""#, #"'a"b'"#), (#""`x`;&|<>""#, "'`x`;&|<>'"), (#""a=b""#, "'a=b'"),
        ])
    func values(value: String, text: String) throws {
        var fixture = Fixture()
        try fixture.flag(
            "A", type: "string", variants: #"{ "on": \#(value), "off": "o" }"#, more: #", "environmentVariable": "A""#,
            fallthrough: #""on""#)
        #expect(try fixture.export("dotenv") == "A=\(text)\n")
    }

    @Test(
        "refuses values that readers read differently",
        arguments: [
            (#""it's""#, "a single quote"), (#""$HOME""#, "a dollar sign"), (#""a\\b""#, "a backslash"),
            (#""a\nb""#, "a line break"), (#""a\u0001b""#, "a control character"),
        ])
    func refused(value: String, name: String) throws {
        var fixture = Fixture()
        try fixture.flag(
            "A", type: "string", variants: #"{ "on": \#(value), "off": "o" }"#, more: #", "environmentVariable": "A""#,
            fallthrough: #""on""#)
        #expect(
            try fixture.refusals("dotenv") == [
                "A: variant 'on': its value has \(name), which readers of dotenv files and shells read differently"
            ])
    }

    @Test("writes integers without decimals and objects as JSON")
    func numbers() throws {
        var fixture = Fixture()
        let more = { (name: String) in #", "environmentVariable": "\#(name)""# }
        try fixture.flag(
            "A", type: "integer", variants: #"{ "on": 10.0, "off": 0 }"#, more: more("A"), fallthrough: #""on""#)
        try fixture.flag(
            "B", type: "number", variants: #"{ "on": 0.25, "off": 0 }"#, more: more("B"), fallthrough: #""on""#)
        try fixture.flag(
            "C", type: "object", variants: #"{ "on": { "a": [1, 2] }, "off": {} }"#, more: more("C"),
            fallthrough: #""on""#)
        #expect(try fixture.export("dotenv") == "A=10\nB=0.25\nC='{\"a\":[1,2]}'\n")
    }

    @Test("refuses a variable of two flags, and --partial on where several variants are on")
    func ambiguous() throws {
        var fixture = Fixture()
        let more = #", "environmentVariable": "A""#
        try fixture.flag("A", more: more)
        try fixture.flag("B", more: more)
        try fixture.flag(
            "C", type: "string", variants: #"{ "a": "a", "b": "b", "off": "off" }"#,
            more: #", "environmentVariable": "C""#, fallthrough: #"{ "a": 50, "off": 50 }"#)
        #expect(
            try fixture.refusals("dotenv", partial: .on) == [
                "B: 'A' is the variable of A as well",
                "C, fallthrough: --partial on names no variant: there are 2 besides 'off'",
            ])
    }
}
