import Dispatch
import Logging
import NIOCore
import Synchronization
import Testing

@testable import Server

@Suite struct SiteShelfTests {
    private struct Broken: Error {}

    private static func site(_ commit: String) -> ServedSite {
        ServedSite(
            environments: ["production"],
            files: [.init(path: "index.html", mediaType: "text/html", bytes: Array(commit.utf8))])
    }

    private static func text(_ edition: SiteShelf.Edition?) -> String? {
        edition?.pages["index.html"].map { String(buffer: $0.body) }
    }

    @Test func `a commit's site is made once, however many ask for it at first`() async {
        let count = Mutex(0)
        let shelf = SiteShelf(logger: Logger(label: "test")) { commit in
            count.withLock { $0 += 1 }
            return Self.site(commit)
        }
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<20 { group.addTask { Self.text(await shelf.current("a")) } }
            for await text in group { #expect(text == "a") }
        }
        #expect(count.withLock { $0 } == 1)
    }

    @Test func `the old site is shown until the new one is made`() async {
        let gate = DispatchSemaphore(value: 0)
        let shelf = SiteShelf(logger: Logger(label: "test")) { commit in
            if commit == "b" { gate.wait() }
            return Self.site(commit)
        }
        for (commit, shown) in [("a", "a"), ("b", "a"), ("b", "a")] {
            let text = Self.text(await shelf.current(commit))
            #expect(text == shown)
        }
        gate.signal()
        var text = Self.text(await shelf.current("b"))
        while text == "a" {
            await Task.yield()
            text = Self.text(await shelf.current("b"))
        }
        #expect(text == "b")
    }

    @Test func `a site that cannot be made is not tried again at once`() async {
        let count = Mutex(0)
        let shelf = SiteShelf(logger: Logger(label: "test")) { _ in
            count.withLock { $0 += 1 }
            throw Broken()
        }
        for _ in 0..<2 {
            let edition = await shelf.current("a")
            #expect(edition == nil)
        }
        #expect(count.withLock { $0 } == 1)
    }
}
