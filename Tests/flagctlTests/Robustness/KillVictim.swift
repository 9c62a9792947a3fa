import Foundation
import TestSupport

/// One lane of the kill test: a repository of its own, in which edit after edit is killed and looked into.
///
/// Everything runs on the calling thread, so that a kill comes when it is meant to.
final class KillVictim {
    /// How the kills of a lane came out.
    struct Statistics: Sendable, Equatable {
        /// Killed, and nothing of the edit is in history.
        var before = 0
        /// Killed without acknowledging, and the whole edit is in history.
        var after = 0
        /// Acknowledged before the kill came.
        var acknowledged = 0
        /// Left a journal for the next command.
        var journals = 0
        /// Left a lock of git's.
        var locks = 0
        /// The command that was to clean up was killed as well.
        var recoveries = 0
        /// What was not as it should be.
        var problems: [String] = []

        var total: Int { before + after + acknowledged }

        static func + (a: Statistics, b: Statistics) -> Statistics {
            Statistics(
                before: a.before + b.before, after: a.after + b.after, acknowledged: a.acknowledged + b.acknowledged,
                journals: a.journals + b.journals, locks: a.locks + b.locks, recoveries: a.recoveries + b.recoveries,
                problems: a.problems + b.problems)
        }
    }

    /// An edit and what it does to files when it is wholly there.
    struct Edit {
        let words: [String]
        let files: [String: String]
    }

    let fixture: FlagFixture
    private(set) var statistics = Statistics()
    private var commits: [String] = []
    private var step = 0
    private var isEnabled = false

    init(_ fixture: FlagFixture) {
        self.fixture = fixture
        commits = [head]
    }

    /// How long an edit takes that nobody kills, in microseconds: the median of a few.
    func duration() throws -> Int {
        let times = try (1...5).map { _ in
            let began = DispatchTime.now().uptimeNanoseconds
            let edit = nextEdit()
            let ending = try start(edit.words).wait()
            let time = Int(DispatchTime.now().uptimeNanoseconds - began) / 1000
            note(ending == .exited(0), "an edit that nobody killed ended with \(ending)")
            landed(edit)
            return time
        }
        return times.sorted()[2]
    }

    /// Kills one edit, and now and then the command after it, and checks what is left.
    func kill(at moment: KillMoment, recoveryAt second: KillMoment?) throws {
        let edit = nextEdit()
        let before = head
        let ending = try moment.kill(in: fixture.path) { try start(edit.words) }
        let head = self.head
        let place = "\(moment) in try \(step) (\(edit.words[0]))"

        switch ending {
        case .killed where head == before: statistics.before += 1
        case .killed: statistics.after += 1
        case .exited(0): statistics.acknowledged += 1
        case .exited(let status): note(false, "\(place): ended with \(status)")
        }
        note(ending != .exited(0) || head != before, "\(place): an acknowledged edit is lost")
        if fixture.has(".git/flagctl/pending") { statistics.journals += 1 }
        if fixture.has(".git/index.lock") || fixture.has(".git/refs/heads/main.lock") { statistics.locks += 1 }
        try note(complaints(["fsck", "--strict", "--no-progress", "--no-dangling"]), place)
        if head != before {
            let touched = try git(["diff-tree", "-r", "--name-only", before, head])
            note(
                touched.split(separator: "\n").map(String.init) == edit.files.keys.sorted(), "\(place): only \(touched)"
            )
            note(try git(["rev-parse", head + "^"]) == before, "\(place): on another commit")
            landed(edit)
        }

        if let second, case .killed = try second.kill(in: fixture.path, { try start(["doctor"]) }) {
            statistics.recoveries += 1
        }
        try followUp(place)
        if head != before { try check(edit, place) }
    }

    /// The next command, after which nothing is left of the kill.
    private func followUp(_ place: String) throws {
        if step.isMultiple(of: 2) {
            let (ending, text) = try ChildProcess.run(
                FlagctlBinary.path, ["-C", fixture.path, "doctor"], environment: fixture.environment)
            note(ending == .exited(0), "\(place): doctor ended with \(ending): \(text)")
        } else {
            let edit = nextEdit()
            let (ending, text) = try ChildProcess.run(
                FlagctlBinary.path, ["-C", fixture.path] + edit.words, environment: fixture.environment)
            note(ending == .exited(0), "\(place): the next edit ended with \(ending): \(text)")
            if ending == .exited(0) { landed(edit) }
            try check(edit, place)
        }
        try note(complaints(["--no-optional-locks", "status", "--porcelain"]), place)
        note(fixture.leftovers().isEmpty, "\(place): left \(fixture.leftovers())")
        note(head == commits.last, "\(place): the branch is elsewhere")
    }

    /// The branch has exactly the edits that were acknowledged or found whole, in their order.
    func finish() throws {
        let found = try git(["rev-list", "--first-parent", "--reverse", "main"]).split(separator: "\n").map(String.init)
        note(found == commits, "the branch has \(found.count) commits, \(commits.count) are known")
        try note(complaints(["fsck", "--strict", "--full", "--no-progress", "--no-dangling"]), "at the end")
    }

    // MARK: Edits

    /// One flag's share, many flags at once, or three new files, in turn.
    private func nextEdit() -> Edit {
        step += 1
        switch step % 4 {
        case 0:
            let flag = "new-\(step)"
            let states = ["development", "production"].map { FlagFixture.state(flag, in: $0) }
            return Edit(
                words: ["create", flag],
                files: Dictionary(uniqueKeysWithValues: (states + ["flags/\(flag).json"]).map { ($0, #""\#(flag)""#) }))
        case 2:
            let files = fixture.flags.map { (FlagFixture.state($0), #""enabled": \#(!isEnabled)"#) }
            return Edit(
                words: [isEnabled ? "disable" : "enable"] + fixture.flags + ["--env", "development"],
                files: Dictionary(uniqueKeysWithValues: files))
        default:
            // No two are the same, so that each is a change.
            let percent = "\(step % 90).\(10 + step / 90)5"
            return Edit(
                words: ["target", fixture.flags[0], "--env", "development", "--cohort", "beta", "--percent", percent],
                files: [FlagFixture.state(fixture.flags[0]): #"{ "on": \#(percent), "#])
        }
    }

    private func landed(_ edit: Edit) {
        commits.append(head)
        if edit.words[0] == "enable" { isEnabled = true }
        if edit.words[0] == "disable" { isEnabled = false }
    }

    private func check(_ edit: Edit, _ place: String) throws {
        for (file, text) in edit.files {
            note(try fixture.read(file).contains(text), "\(place): \(file) is not as \(edit.words) leaves it")
        }
    }

    // MARK: Processes

    /// The commit of `main`, read without a process; the reference is never packed in these tests.
    private var head: String {
        let bytes = FileManager.default.contents(atPath: fixture.path(".git/refs/heads/main")) ?? Data()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    private func start(_ words: [String]) throws -> ChildProcess {
        try ChildProcess(FlagctlBinary.path, ["-C", fixture.path] + words, environment: fixture.environment)
    }

    private func git(_ words: [String]) throws -> String {
        try ChildProcess.run("git", ["-C", fixture.path] + words, environment: fixture.environment).text
            .trimmingCharacters(in: .newlines)
    }

    private func complaints(_ words: [String]) throws -> String {
        let (ending, text) = try ChildProcess.run(
            "git", ["-C", fixture.path] + words, environment: fixture.environment)
        return ending == .exited(0) ? text : "git \(words[0]) ended with \(ending): \(text)"
    }

    private func note(_ complaints: String, _ place: String) {
        note(complaints.isEmpty, "\(place): \(complaints)")
    }

    private func note(_ isRight: Bool, _ problem: @autoclosure () -> String) {
        if !isRight { statistics.problems.append(problem()) }
    }
}
