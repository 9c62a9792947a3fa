import Foundation
import TestSupport
import Testing

/// Disks that are full or may not be written: refused by name, with nothing half written.
@Suite(.enabled(if: Mount.isAllowed, Mount.why))
struct DiskRobustnessTests {
    @Test func `a disk that fills up at any step of an edit`() async throws {
        let folder = try TemporaryFolder("disk")
        let disk = try Mount(folder, ["-t", "tmpfs", "-o", "size=2m", "tmpfs"])
        let fixture = try await FlagFixture(in: folder)
        try await fixture.edit("enable", "alpha", "--env", "development")
        var outcomes: [Int: Int] = [:]
        var successes = 0
        for pages in 0..<40 where successes < 3 {
            let before = try fixture.contents()
            let head = try await fixture.head()
            try fill(disk.path + "/filling", but: pages)
            let result = try await fixture.flagctl(
                "target", "alpha", "--env", "development", "--percent", "\(pages + 1)", "--format", "json")
            outcomes[result.status, default: 0] += 1
            let after = try await fixture.head()
            if result.status == 0 {
                // Done is done, even where the work tree has to wait.
                #expect(after != head, "with \(pages) pages")
                successes += result.output.contains("the work tree could not follow") ? 0 : 1
            } else {
                #expect(result.status == 1, "with \(pages) pages: \(result.error)")
                let refusal = try Refusal(result.error)
                #expect(refusal.code == "disk-full", "\(refusal.message)")
                #expect(refusal.message.hasPrefix("no space left for '\(fixture.path)/"))
                #expect(refusal.hint == "free some space, then run the command again")
                // A log may tell of the step that could not be made any more: git and libgit2 write it first.
                let changed = try fixture.contents().filter { before[$0.key] != $0.value }.keys
                #expect(changed.filter { !$0.hasPrefix(".git/logs/") }.isEmpty, "with \(pages) pages")
            }
            unlink(disk.path + "/filling")
            #expect(try await fixture.flagctl("doctor").status == 0)
            #expect(try await fixture.complaints() == "", "with \(pages) pages")
        }
        #expect(successes == 3)
        #expect(outcomes[1, default: 0] > 3)
    }

    @Test func `a repository that may not be written`() async throws {
        let fixture = try await FlagFixture()
        let mount = try Mount(readOnly: fixture.path)
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "read-only", naming: "'\(fixture.path)/.git", hint: "permissions and mount")
        try await fixture.expectRefusal(
            FlagFixture.anEdit + ["--propose"], "read-only", naming: "'\(fixture.path)/.git", hint: "mount")
        // Reading needs no writing.
        for words in [["list"], ["show", "alpha"], ["log"], ["validate"], FlagFixture.anEdit + ["--dry-run"]] {
            let result = try await fixture.flagctl(words)
            #expect(result.status == 0, "\(words): \(result.error)")
        }
        withExtendedLifetime(mount) {}
    }

    @Test func `a folder of the work tree that may not be written`() async throws {
        let fixture = try await FlagFixture()
        let mount = try Mount(readOnly: fixture.path("environments/development/flags"))
        try await fixture.expectRefusal(
            FlagFixture.anEdit, "read-only", naming: "'\(fixture.path)/environments/development/flags'",
            hint: "permissions and mount")
        try await fixture.edit("enable", "alpha", "--env", "production", "--approved-by", "priya")
        #expect(try await fixture.complaints() == "")
        withExtendedLifetime(mount) {}
    }

    /// Fills the disk but for so many pages.
    private func fill(_ file: String, but pages: Int) throws {
        let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        defer { close(descriptor) }
        let page = [UInt8](repeating: 1, count: 4096)
        var size = 0
        while case let count = write(descriptor, page, page.count), count > 0 { size += count }
        #expect(size > pages * 4096)
        #expect(ftruncate(descriptor, off_t(size - pages * 4096)) == 0)
    }
}
