import Foundation
import TestSupport
import Testing

extension HeavyRobustness {
    /// Many processes edit one repository at once, and nothing is lost.
    @Suite struct ConcurrencyRobustnessTests {
        /// One edit that a lane makes: what is typed, and what the commit must say and hold.
        struct Edit: Sendable, Hashable {
            let flag: String
            let percent: String

            var words: [String] { ["target", flag, "--env", "development", "--percent", percent, "--quiet"] }
            var rest: String { String(format: "%.3f", 100 - (Double(percent) ?? 0)).trimmedZeros }
            var subject: String { "Serve \(flag) on \(percent)%, off \(rest)% to everybody else in development" }
            var line: String { #"+  "fallthrough": { "on": \#(percent), "off": \#(rest) }"# }
        }

        /// Edits of one lane: its own flag, and every fifth time a flag that all lanes fight for. No two are the same.
        static func edits(lane: Int, count: Int) -> [Edit] {
            (1...count).map { step in
                step % 5 == 0
                    ? Edit(
                        flag: "shared-\(step / 5 % 2)", percent: "\(lane).\(String(format: "%03d", step))".trimmedZeros)
                    : Edit(flag: "own-\(lane)", percent: "\(step)")
            }
        }

        static func fixture(lanes: Int) async throws -> FlagFixture {
            try await FlagFixture(flags: (1...lanes).map { "own-\($0)" } + ["shared-0", "shared-1"])
        }

        /// Makes a lane's edits one after the other and gives those that were not acknowledged.
        static func run(_ edits: [Edit], on fixture: FlagFixture) throws -> [String] {
            try edits.compactMap { edit in
                let (ending, text) = try ChildProcess.run(
                    FlagctlBinary.path, ["-C", fixture.path] + edit.words, environment: fixture.environment)
                return ending == .exited(0) ? nil : "\(edit.subject): \(ending) \(text)"
            }
        }

        @Test func `16 processes with 25 edits each end with all 400 commits`() async throws {
            let fixture = try await Self.fixture(lanes: 16)
            let start = try await fixture.head()
            let failures = try await withThrowingTaskGroup(of: [String].self) { group in
                for lane in 1...16 {
                    group.addTask {
                        try await onThread { try Self.run(Self.edits(lane: lane, count: 25), on: fixture) }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(failures.isEmpty)
            #expect(try await fixture.git("rev-list", "--count", "\(start)..main") == "400")
            #expect(try await fixture.complaints() == "")
            #expect(try await fixture.git("rev-list", "--merges", "HEAD") == "")
            try await expectEveryEdit((1...16).flatMap { Self.edits(lane: $0, count: 25) }, since: start, in: fixture)
            for lane in 1...16 {
                #expect(try fixture.read(FlagFixture.state("own-\(lane)")).contains(#"{ "on": 24, "off": 76 }"#))
            }
        }

        @Test func `system git commits beside flagctl, and neither loses anything`() async throws {
            let fixture = try await Self.fixture(lanes: 4)
            let start = try await fixture.head()
            let notes = (1...24).map { "notes/\($0).txt" }
            let failures = try await withThrowingTaskGroup(of: [String].self) { group in
                for lane in 1...4 {
                    group.addTask {
                        try await onThread { try Self.run(Self.edits(lane: lane, count: 10), on: fixture) }
                    }
                }
                group.addTask { try await onThread { try Self.commit(notes, in: fixture) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(failures.isEmpty)
            #expect(try await fixture.git("rev-list", "--count", "\(start)..main") == "64")
            #expect(try await fixture.complaints() == "")
            try await expectEveryEdit((1...4).flatMap { Self.edits(lane: $0, count: 10) }, since: start, in: fixture)
            for note in notes {
                // One commit added each file, and that commit did nothing else.
                let commits = try await fixture.git("log", "--format=%H", "--", note)
                #expect(commits.split(separator: "\n").count == 1, "\(note)")
                let touched = try await fixture.git("diff-tree", "-r", "--no-commit-id", "--name-only", commits)
                #expect(touched == note)
            }
        }

        @Test func `reading beside edits sees whole files only`() async throws {
            let fixture = try await Self.fixture(lanes: 2)
            let failures = try await withThrowingTaskGroup(of: [String].self) { group in
                for lane in 1...2 {
                    group.addTask {
                        try await onThread { try Self.run(Self.edits(lane: lane, count: 12), on: fixture) }
                    }
                }
                for words in [["validate"], ["list", "--env", "development"], ["log", "--limit", "3"]] {
                    group.addTask {
                        try await onThread {
                            try (1...12).compactMap { _ in
                                let (ending, text) = try ChildProcess.run(
                                    FlagctlBinary.path, ["-C", fixture.path] + words, environment: fixture.environment)
                                return ending == .exited(0) ? nil : "\(words): \(ending) \(text)"
                            }
                        }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(failures.isEmpty)
            #expect(try await fixture.complaints() == "")
        }

        /// Commits files one by one as people do, again where another program holds a lock or moved the branch.
        ///
        /// The commit names its file: git reads the whole index before it locks it, so that a commit of everything that is
        /// staged can undo what another git program commits meanwhile, be it flagctl or git itself.
        private static func commit(_ names: [String], in fixture: FlagFixture) throws -> [String] {
            try names.compactMap { name in
                try fixture.write("a note\n", to: name)
                var complaint = ""
                for words in [["add", name], ["commit", "--quiet", "--message", "Note \(name)", "--", name]] {
                    var isDone = false
                    for _ in 1...2000 where !isDone {
                        let (ending, text) = try ChildProcess.run(
                            "git", ["-C", fixture.path] + words, environment: fixture.environment)
                        isDone = ending == .exited(0)
                        complaint = text
                    }
                    guard isDone else { return "git \(words): \(complaint)" }
                }
                return nil
            }
        }

        /// Every edit is one commit that changes the line it is about and nothing else.
        private func expectEveryEdit(_ edits: [Edit], since start: String, in fixture: FlagFixture) async throws {
            let log = try await fixture.git(
                "log", "--format=%x01%s", "--patch", "--unified=0", "\(start)..main", "--", "environments")
            var lines: [String: [String]] = [:]
            for entry in log.split(separator: "\u{1}") {
                let text = entry.split(separator: "\n").map(String.init)
                lines[text[0], default: []] += text.filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") }
            }
            for edit in edits { #expect(lines[edit.subject] == [edit.line], "\(edit.subject)") }
            #expect(lines.count == edits.count)
        }
    }
}

extension String {
    /// A decimal number without zeros that say nothing.
    fileprivate var trimmedZeros: String {
        guard contains(".") else { return self }
        var text = self[...]
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return String(text)
    }
}
