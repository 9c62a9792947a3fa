import Testing

@testable import FlagModel

@Suite("Templates of queries")
struct MetricTemplateTests {
    private func fill(
        _ text: String, _ arguments: [String: String], for language: MetricTemplate.Language = .plain
    ) throws -> String {
        try MetricTemplate(text).filled(arguments, for: language)
    }

    @Test("arguments stand where they are named, spaces inside the braces or not")
    func filling() throws {
        #expect(try fill("a {{x}} {{ y }}{{x}}", ["x": "1", "y": "2"]) == "a 1 21")
        #expect(MetricTemplate("a {{x}} {{ y }}{{x}}").placeholders == ["x", "y", "x"])
        #expect(try fill("none", ["x": "1"]) == "none")
        #expect(try fill("", [:]).isEmpty)
    }

    @Test("an argument that is missing is named")
    func missing() {
        #expect(throws: MetricTemplate.MissingArgument(name: "service")) { try fill("{{service}}", ["x": "1"]) }
        #expect(throws: MetricTemplate.MissingArgument(name: "")) { try fill("{{}}", ["x": "1"]) }
    }

    @Test("values are not read as templates")
    func once() throws {
        #expect(try fill("{{x}}{{y}}", ["x": "{{y}}", "y": "2"]) == "{{y}}2")
    }

    @Test("braces of the language itself are text")
    func oddBraces() throws {
        let arguments = ["x": "1"]
        #expect(try fill(#"up{a="{{x}}"}"#, arguments) == #"up{a="1"}"#)
        #expect(try fill("up{{{x}}}", arguments) == "up{1}")
        #expect(try fill("{{{{x}}", arguments) == "{{1")
        #expect(try fill("{{x}", arguments) == "{{x}")
        #expect(try fill("x}} {{", arguments) == "x}} {{")
        #expect(try fill("{ {x} } {{x}}", arguments) == "{ {x} } 1")
        #expect(try fill("{{ {{x}}", arguments) == "{{ 1")
    }

    @Test(
        "a value stays inside the literal of PromQL that it stands in",
        arguments: [
            (#"{a="{{x}}"}"#, #"q"'`\"#, #"{a="q\"'`\\"}"#),
            (#"{a='{{x}}'}"#, #"q"'`\"#, #"{a='q"\'`\\'}"#),
            ("{a=~`{{x}}`}", #"q"'`\d"#, #"{a=~`q"'\x60\d`}"#),
            (#"{a="{{x}}"}"#, "1\n2\r", #"{a="1\n2\r"}"#),
            (#"{a="it's \" {{x}}"}"#, #"""#, #"{a="it's \" \""}"#),
            (#"{a="\\", b='{{x}}'}"#, "'", #"{a="\\", b='\''}"#),
            ("up # don't\n+ x{a=\"{{x}}\"}", "\"", "up # don't\n+ x{a=\"\\\"\"}"),
        ])
    func promQL(template: String, value: String, expected: String) throws {
        #expect(try fill(template, ["x": value], for: .promQL) == expected)
    }

    @Test("outside of literals a value of PromQL stands as it is")
    func promQLOutside() throws {
        let arguments = ["selector": #"service="web""#, "window": "5m"]
        #expect(
            try fill("rate(x{{{selector}}}[{{window}}])", arguments, for: .promQL) == #"rate(x{service="web"}[5m])"#)
    }

    @Test("in a path everything but unreserved characters is percent-encoded")
    func path() throws {
        #expect(
            try fill("/api/{{x}}/y", ["x": "a/b c?d=ü&~-._9"], for: .path) == "/api/a%2Fb%20c%3Fd%3D%C3%BC%26~-._9/y")
        #expect(try fill("/{{x}}", ["x": "\n"], for: .path) == "/%0A")
    }
}
