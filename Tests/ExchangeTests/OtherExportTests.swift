import Documents
import Exchange
import Testing

@Suite("The kubernetes export")
struct KubernetesExportTests {
    @Test("writes a FeatureFlag and a ConfigMap with the flags as JSON")
    func text() throws {
        var fixture = Fixture()
        fixture.environment = "Pre_Prod"
        try fixture.flag(
            "A", type: "string", variants: #"{ "on": "é\u2028\u0085😀", "off": "" }"#, fallthrough: #""on""#)
        #expect(
            try fixture.export("kubernetes") == #"""
                apiVersion: core.openfeature.dev/v1beta1
                kind: FeatureFlag
                metadata:
                  name: "flags-pre-prod"
                  labels:
                    app.kubernetes.io/managed-by: flagctl
                spec:
                  flagSpec:
                    {
                      "flags": {
                        "A": {
                          "state": "ENABLED",
                          "variants": { "on": "é\u2028\u0085😀", "off": "" },
                          "defaultVariant": "on"
                        }
                      }
                    }
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: "flags-pre-prod"
                  labels:
                    app.kubernetes.io/managed-by: flagctl
                data:
                  flags.flagd.json: |
                    {
                      "$schema": "https://flagd.dev/schema/v0/flags.json",
                      "flags": {
                        "A": {
                          "state": "ENABLED",
                          "variants": { "on": "é\u2028\u0085😀", "off": "" },
                          "defaultVariant": "on"
                        }
                      }
                    }

                """#)
    }

    @Test("writes numbers as YAML 1.1 reads them")
    func numbers() throws {
        var fixture = Fixture()
        try fixture.flag("A", type: "number", variants: #"{ "a": 1e9, "b": 2.5E-7, "c": -3e+2, "off": 0.5 }"#)
        #expect(try fixture.export("kubernetes").contains(#"{ "a": 1.0e+9, "b": 2.5e-7, "c": -3.0e+2, "off": 0.5 }"#))
    }

    @Test("refuses names that the cluster refuses or that two environments would share")
    func names() throws {
        var fixture = Fixture()
        fixture.environment = "a.-b"
        #expect(
            try fixture.refusals("kubernetes") == [
                "-: environment 'a.-b' would be called 'flags-a.-b', which is no DNS subdomain (RFC 1123)"
            ])
        fixture.environment = "pre_prod"
        fixture.neighbours = ["pre-prod", "pre_prod"]
        #expect(
            try fixture.refusals("kubernetes") == [
                "-: environments 'pre_prod' and 'pre-prod' would both be called 'flags-pre-prod'"
            ])
    }

    @Test("refuses what flagd refuses, and more than a ConfigMap holds")
    func refused() throws {
        var fixture = Fixture()
        try fixture.flag("D", fallthrough: #"{ "on": 50, "off": 50 }"#, state: #", "bucketBy": "user.0""#)
        #expect(try fixture.refusals("kubernetes") == (try fixture.refusals("flagd")))
        var large = Fixture()
        let text = String(repeating: "x", count: 600_000)
        for key in ["A", "B"] {
            try large.flag(key, type: "string", variants: #"{ "on": "\#(text)", "off": "" }"#)
        }
        let refusals = try large.refusals("kubernetes")
        #expect(refusals.count == 1 && refusals[0].hasSuffix("and a ConfigMap holds 1048576"))
    }
}

@Suite("The json export")
struct SnapshotExportTests {
    @Test("writes definitions, states and cohorts in one document")
    func text() throws {
        var fixture = Fixture()
        try fixture.cohort("beta", #"{ "attribute": "beta", "operator": "equals", "value": true }"#)
        try fixture.flag("A", rules: #"[{ "cohort": "beta", "serve": { "on": 12.5, "off": 87.5 } }]"#)
        #expect(
            try fixture.export("json") == """
                {
                  "formatVersion": 1,
                  "bucketing": "flagd-v3",
                  "environment": { "key": "production", "name": "Name", "order": 3 },
                  "flags": {
                    "A": {
                      "definition": {
                        "key": "A",
                        "name": "A",
                        "type": "boolean",
                        "variants": { "on": true, "off": false },
                        "offVariant": "off"
                      },
                      "state": {
                        "flag": "A",
                        "enabled": true,
                        "rules": [
                          { "cohort": "beta", "serve": { "on": 12.5, "off": 87.5 } }
                        ],
                        "fallthrough": "off"
                      }
                    }
                  },
                  "cohorts": {
                    "beta": {
                      "key": "beta",
                      "match": { "attribute": "beta", "operator": "equals", "value": true }
                    }
                  }
                }

                """)
    }

    @Test("every format has a name of its own")
    func names() {
        #expect(ExportFormats.all.map(\.name) == ["dotenv", "flagd", "kubernetes", "json"])
        #expect(ExportFormats.named("yaml") == nil)
    }
}
