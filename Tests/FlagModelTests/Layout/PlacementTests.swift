import Testing

@Suite struct PlacementTests {
    @Test("a file that is no document is a warning, and JSON in the wrong place an error")
    func unexpectedFiles() {
        expectFindings(
            [
                "environments/dev/flag/CSF.json: error: flagctl reads no such file [unexpected-file]"
                    + " — did you mean 'flags'?",
                "environments/notes.txt: warning: flagctl reads no such file [unexpected-file]",
                "flags/CSF.yaml: warning: flagctl reads no such file [unexpected-file] — a flag is 'flags/<key>.json'",
                "flags/s4/CSF.json: error: flagctl reads no such file [unexpected-file]",
            ],
            in: [
                "flags/s4/CSF.json": "{}", "flags/CSF.yaml": "", "environments/notes.txt": "",
                "environments/dev/flag/CSF.json": "{}",
            ])
    }

    @Test("messages and feedback have their places")
    func communications() {
        expectFindings(
            [
                "communications/dev/CON.json: error: 'CON' is no plan key: it is a device name on Windows [invalid-key]",
                "communications/dev/deep/s4.json: error: flagctl reads no such file [unexpected-file]"
                    + " — what became of messages is 'communications/<env>/<plan>.json'",
                "communications/nul/s4.json: error: 'nul' is no environment key: it is a device name on Windows [invalid-key]",
                "communications/s4.json: error: flagctl reads no such file [unexpected-file]"
                    + " — what became of messages is 'communications/<env>/<plan>.json'",
                "feedback/2026/x.json: error: flagctl reads no such file [unexpected-file]"
                    + " — feedback is 'feedback/<key>.json'",
                "feedback/a b.json: error: 'a b' is no feedback key: a key has only the letters A-Z and a-z, digits,"
                    + " '.', '_' and '-' [invalid-key]",
                "feedback/notes.txt: warning: flagctl reads no such file [unexpected-file]",
            ],
            in: [
                "communications/s4.json": "{}", "communications/nul/s4.json": "{}", "communications/dev/CON.json": "{}",
                "communications/dev/deep/s4.json": "{}", "feedback/2026/x.json": "{}", "feedback/a b.json": "{}",
                "feedback/notes.txt": "", "communications/README.md": "", "feedback/.gitkeep": "",
                "communications/dev/README.md": "",
            ])
    }

    @Test("a misspelt environment.json names the right one")
    func misspeltEnvironment() {
        expectFindings(
            [
                "environments/dev/enviroment.json: error: flagctl reads no such file [unexpected-file]"
                    + " — did you mean 'environment.json'?"
            ],
            in: ["environments/dev/enviroment.json": "{}"])
    }

    @Test("a file whose name is no key says why")
    func badNames() {
        expectFindings(
            [
                "environments/CON/flags/x.json: error: 'CON' is no environment key: it is a device name on Windows [invalid-key]",
                "environments/dev/cohorts/a b.json: error: 'a b' is no cohort key: a key has only the letters A-Z and a-z,"
                    + " digits, '.', '_' and '-' [invalid-key]",
                "flags/.json: error: '' is no flag key: a key has at least one character [invalid-key]",
                "flags/x.lock.json: error: 'x.lock' is no flag key: a key does not end in '.lock', git's own suffix [invalid-key]",
            ],
            in: [
                "flags/x.lock.json": "", "flags/.json": "", "environments/CON/flags/x.json": "",
                "environments/dev/cohorts/a b.json": "",
            ])
    }

    @Test("README.md, .gitkeep and everything outside the layout is free")
    func free() {
        expectFindings(
            [],
            in: [
                "flags/README.md": "", "flags/.gitkeep": "", "environments/README.md": "",
                "environments/dev/cohorts/.gitkeep": "", "environments/dev/flags/deep/README.md": "",
                ".flagctl/schemas/flag.schema.json": "", ".flagctl/approvals/2026-01/x/priya.approve.json": "",
                "src/main.json": "not json", "hooks/pre-commit": "",
            ])
    }
}
