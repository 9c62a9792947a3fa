import Communications
import FlagModel
import Foundation
import TestSupport
import Testing

@testable import Workflows

@Suite struct BuildSiteTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder("site") }

    private func build(_ flags: FlagFixture, at: String? = nil) throws -> SiteReport {
        try BuildSite(into: folder.path("out"), called: "out", GatherSite(at: at)).run(flags.session())
    }

    private func text(_ file: String) -> String? {
        try? String(contentsOfFile: folder.path("out/\(file)"), encoding: .utf8)
    }

    @Test func `a shallow clone is told`() async throws {
        let flags = try await FlagFixture()
        try await flags.commit(["notes.txt": "more\n"])
        #expect(try !build(flags).isShallow)
        try await flags.git("clone", "--quiet", "--depth", "1", "file://" + flags.path, folder.path("clone"))
        let shallow = try BuildSite(into: folder.path("shallow"), called: "shallow")
            .run(flags.session(in: folder.path("clone")))
        #expect(shallow.isShallow)
    }

    @Test func `a build writes what differs, and takes away what it wrote and needs no more`() async throws {
        let flags = try await FlagFixture()
        let first = try build(flags)
        #expect(first.written == first.files)
        let again = try build(flags)
        #expect(again.written == 0 && again.removed == 0)
        let page = try #require(text("flags/CHAT.html"))
        try await flags.commit([
            "flags/CHAT.json": nil, "environments/production/flags/CHAT.json": nil,
            "environments/development/flags/CHAT.json": nil,
        ])
        let less = try build(flags)
        #expect(less.removed == 1)
        #expect(less.files == first.files - 1)
        #expect(text("flags/CHAT.html") == nil)
        let then = try build(flags, at: "HEAD~1")
        #expect(then.commit == first.commit)
        #expect(text("flags/CHAT.html") == page)
    }

    @Test func `two builds of a commit are the same to the byte, whenever they are made`() async throws {
        let flags = try await FlagFixture()
        let gathered = [
            try GatherSite().run(flags.session(at: "2026-03-01T09:00:00Z")),
            try GatherSite().run(flags.session(at: "2027-03-01T09:00:00Z")),
        ]
        #expect(Site.files(gathered[0]) == Site.files(gathered[1]))
    }

    @Test func `a folder with other things in it is refused, and left alone`() async throws {
        let flags = try await FlagFixture()
        try folder.write("mine", to: "out/notes.txt")
        let failure = #expect(throws: Failure.self) { _ = try build(flags) }
        #expect(failure?.code == "not-a-site")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out")) == ["notes.txt"])
    }

    @Test func `a file of somebody else's in the site's folder is neither replaced nor removed`() async throws {
        let flags = try await FlagFixture()
        _ = try build(flags)
        try folder.write("mine", to: "out/notes.txt")
        try folder.write("mine", to: "out/flags/NEW.html")
        _ = try build(flags)
        #expect(text("notes.txt") == "mine")
        try await flags.commit(["flags/NEW.json": SampleFlags.flag("NEW")])
        let failure = #expect(throws: Failure.self) { _ = try build(flags) }
        #expect(failure?.code == "foreign-file")
        #expect(text("flags/NEW.html") == "mine")
    }

    @Test func `a list that leads out of the folder is refused`() async throws {
        let flags = try await FlagFixture()
        _ = try build(flags)
        try folder.write("../../victim\n", to: "out/.flagctl-site")
        let failure = #expect(throws: Failure.self) { _ = try build(flags) }
        #expect(failure?.code == "damaged-list")
    }

    @Test func `an address that is none of the web is refused`() async throws {
        let flags = try await FlagFixture()
        for address in ["flags.example.com", "javascript:x", "https://a b", "https://a/?x"] {
            let failure = #expect(throws: Failure.self) { _ = try GatherSite(base: address).run(flags.session()) }
            #expect(failure?.code == "usage")
        }
        #expect(try GatherSite(base: "https://a.example/x").run(flags.session()).base == "https://a.example/x/")
    }
}
