import Foundation
import TestSupport
import Testing

/// Files that are none, and documents that contradict each other.
@Suite struct BadContentRobustnessTests {
    let fixture: FlagFixture
    let file = FlagFixture.state("alpha")

    init() async throws { fixture = try await FlagFixture() }

    enum Intruder: String, CaseIterable {
        case folder = "a folder"
        case fullFolder = "a folder with files"
        case link = "a symbolic link"
        case pipe = "a named pipe"
    }

    @Test(arguments: Intruder.allCases)
    func `what is no file is found in the work tree, and edits of it are refused`(intruder: Intruder) async throws {
        try put(intruder)
        let before = try fixture.contents()
        let found = try await fixture.flagctl("validate")
        #expect(found.status == 1)
        #expect(found.output.contains("\(file):1:1: error: "))
        #expect(found.output.contains(" stands where a file belongs [not-a-file]\n  hint: "))
        let edit = try await fixture.flagctl("enable", "alpha", "--env", "development")
        #expect(edit.status == 1)
        #expect(edit.error.contains("'\(file)'"))
        #expect(edit.error.contains("\nhint: "))
        #expect(try fixture.contents() == before)
    }

    @Test(arguments: [Intruder.fullFolder, .link])
    func `what is no file is found in a commit, and no verb leaves it out`(intruder: Intruder) async throws {
        try await fixture.edit("enable", "alpha", "--env", "development")
        try put(intruder)
        try await fixture.commitAll()
        let before = try fixture.contents()
        for source in [["validate"], ["validate", "--staged"], ["validate", "--at", "HEAD"]] {
            let found = try await fixture.flagctl(source)
            #expect(found.status == 1, "\(source)")
            #expect(found.output.contains("\(file):1:1: error: "), "\(source): \(found.output)")
            #expect(found.output.contains("[not-a-file]\n  hint: "))
        }
        for verb in [
            ["disable", "alpha", "--env", "development"], ["create", "alpha", "--env", "development"],
            ["promote", "alpha", "--from", "production", "--to", "development"], ["list", "--env", "development"],
            ["rollback", "alpha", "--env", "development"], ["matrix", "--env", "development"], ["archive", "alpha"],
        ] {
            let result = try await fixture.flagctl(verb)
            #expect(result.status == 1, "\(verb)")
            #expect(result.error.contains("\(file):1:1: error: "), "\(verb): \(result.error)")
            #expect(result.error.contains("[not-a-file]\n  hint: "))
        }
        #expect(try fixture.contents() == before)
        // History tells of it and goes on.
        #expect(try await fixture.edit("log", "alpha").contains("Enable alpha in development"))
    }

    @Test(arguments: ["flags", "environments"])
    func `a linked folder is not followed`(folder: String) async throws {
        try FileManager.default.moveItem(atPath: fixture.path(folder), toPath: fixture.folder.path("elsewhere"))
        try FileManager.default.createSymbolicLink(
            atPath: fixture.path(folder), withDestinationPath: fixture.folder.path("elsewhere"))
        let found = try await fixture.flagctl("validate")
        #expect(found.status == 1)
        #expect(found.output.contains("\(folder):1:1: error: a symbolic link stands where a file belongs [not-a-file]"))
        let before = try fixture.contents()
        let edit = try await fixture.flagctl("create", "delta")
        #expect(edit.status == 1)
        #expect(edit.error.contains("under a symbolic link"))
        #expect(try fixture.contents() == before)
        #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.folder.path("elsewhere")).count > 0)
    }

    @Test func `settings that are a folder are a finding`() async throws {
        try fixture.remove(".flagctl/config.json")
        try fixture.write("", to: ".flagctl/config.json/x")
        let found = try await fixture.flagctl("validate")
        #expect(found.status == 1)
        #expect(found.output.contains(".flagctl/config.json:1:1: error: a folder stands where a file belongs"))
    }

    @Test func `a state of a flag that is not defined`() async throws {
        try fixture.write(Documents.state("ghost"), to: FlagFixture.state("ghost"))
        let found = try await fixture.flagctl("validate")
        #expect(found.status == 1)
        #expect(
            found.output.contains(
                "\(FlagFixture.state("ghost")):2:11: error: flag 'ghost' has a state in 'development' but no definition "
                    + "[undefined-flag]\n  hint: create it: flagctl create ghost\n"))
        try await fixture.commitAll()
        let before = try fixture.contents()
        for verb in [
            ["enable", "ghost", "--env", "development"], ["enable", "ALL", "--env", "development"],
            ["target", "ghost", "--env", "development", "--percent", "5"],
            ["promote", "ghost", "--from", "development", "--to", "production"],
        ] {
            let result = try await fixture.flagctl(verb)
            #expect(result.status == 1, "\(verb)")
            #expect(result.error.contains("ghost"), "\(verb)")
            #expect(result.error.contains("hint: "), "\(verb)")
        }
        #expect(try fixture.contents() == before)
    }

    @Test(arguments: [
        (["--weights", "on=30,off=60"], "the weights add up to 90, not 100\nhint: 10 are missing"),
        (["--weights", "on=80,off=60"], "the weights add up to 140, not 100\nhint: take 40 away"),
        (["--weights", "on=50,on=50"], "variant 'on' has two weights\nhint: remove one of them"),
        (["--weights", "on"], "'on' is no weight\nhint: write --weights on=25,off=75"),
        (
            ["--percent", "101"],
            "'101' is no percentage from 0 to 100 with at most three decimals\nhint: write it as 5 or 12.5"
        ),
        (
            ["--percent=-1"],
            "'-1' is no percentage from 0 to 100 with at most three decimals\nhint: write it as 5 or 12.5"
        ),
        (
            ["--percent", "0.0001"],
            "'0.0001' is no percentage from 0 to 100 with at most three decimals\nhint: write it as 5 or 12.5"
        ),
    ])
    func `shares on the command line that cannot be`(words: [String], complaint: String) async throws {
        let before = try fixture.contents()
        let result = try await fixture.flagctl(["target", "alpha", "--env", "development"] + words)
        #expect(result.status == 64)
        #expect(result.error == "error: \(complaint)\n")
        #expect(try fixture.contents() == before)
    }

    @Test func `cohorts in a circle`() async throws {
        let place = "environments/development/cohorts"
        try fixture.write(Documents.cohort("one", match: #"{ "cohort": "two" }"#), to: "\(place)/one.json")
        try fixture.write(Documents.cohort("two", match: #"{ "not": { "cohort": "one" } }"#), to: "\(place)/two.json")
        let finding =
            "\(place)/one.json:4:24: error: cohorts refer to each other in a circle: one → two → one [cohort-cycle]"
        let found = try await fixture.flagctl("validate")
        #expect(found.status == 1)
        #expect(found.output.contains(finding + "\n  hint: "))
        try await fixture.commitAll()
        let before = try fixture.contents()
        let target = try await fixture.flagctl(
            "target", "alpha", "--env", "development", "--cohort", "two", "--percent", "5")
        #expect(target.status == 1)
        #expect(target.error.contains(finding + "\n  hint: "))
        #expect(try fixture.contents() == before)
    }

    @Test(arguments: [
        (["cohort", "create", "three"], #"{ "cohort": "three" }"#, "cohorts/three.json:4:24: error: ", "cohort-cycle"),
        (
            ["cohort", "edit", "beta"], #"{ "not": { "cohort": "beta" } }"#, "cohorts/beta.json:4:33: error: ",
            "cohort-cycle"
        ),
        (
            ["cohort", "create", "three"], #"{ "cohort": "bet" }"#, "cohorts/three.json:4:24: error: ",
            "undefined-cohort"
        ),
        (
            ["cohort", "create", "three"], #"{ "percentage": 200, "salt": "s" }"#, "cohorts/three.json:4:28: error: ",
            "percentage-range"
        ),
    ])
    func `an edit that brings in a contradiction`(
        words: [String], match: String, place: String, rule: String
    ) async throws {
        let before = try fixture.contents()
        let result = try await fixture.flagctl(words + ["--env", "development", "--match", match])
        #expect(result.status == 1)
        #expect(result.error.contains("environments/development/\(place)"), "\(result.error)")
        #expect(result.error.contains("[\(rule)]\n  hint: "), "\(result.error)")
        #expect(try fixture.contents() == before)
    }

    private func put(_ intruder: Intruder) throws {
        try fixture.remove(file)
        switch intruder {
        case .folder:
            try FileManager.default.createDirectory(atPath: fixture.path(file), withIntermediateDirectories: true)
        case .fullFolder: try fixture.write("{}", to: file + "/inner.json")
        case .link:
            try FileManager.default.createSymbolicLink(atPath: fixture.path(file), withDestinationPath: "bravo.json")
        case .pipe: mkfifo(fixture.path(file), 0o600)
        }
    }
}
