import Foundation
import TestSupport

/// When a test kills a process.
enum KillMoment: Sendable, Hashable {
    /// So long after its start.
    case after(microseconds: Int)
    /// So long after something showed in the repository.
    case once(Sign, microseconds: Int)

    /// What an edit leaves in the repository on its way, in the order in which it comes.
    enum Sign: Sendable, Hashable, CaseIterable {
        case indexLock, journal, branchLock, branchMoved, indexReplaced
    }

    /// Waits for the moment, or for the end of the process where that comes first.
    func wait(for child: ChildProcess, in repository: WatchedRepository) {
        switch self {
        case .after(let microseconds): Self.pause(microseconds)
        case .once(let sign, let microseconds):
            while !repository.shows(sign), !child.hasEnded {}
            Self.pause(microseconds)
        }
    }

    /// Waits without giving the processor away at the end: a sleep alone comes back too late by more than an edit's step.
    private static func pause(_ microseconds: Int) {
        let end = now() + microseconds * 1000
        let sleep = microseconds - 2000
        if sleep > 0 { usleep(UInt32(sleep)) }
        while now() < end {}
    }

    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}

/// A repository as it was when an edit began, so that the edit's signs can be told.
struct WatchedRepository: Sendable {
    let path: String
    let head: String
    private let index: UInt

    init(_ path: String) {
        self.path = path
        head = Self.head(of: path)
        index = Self.inode(path + "/.git/index")
    }

    func shows(_ sign: KillMoment.Sign) -> Bool {
        switch sign {
        case .indexLock: access(path + "/.git/index.lock", F_OK) == 0
        case .journal: access(path + "/.git/flagctl/pending", F_OK) == 0
        case .branchLock: access(path + "/.git/refs/heads/main.lock", F_OK) == 0
        case .branchMoved: Self.head(of: path) != head
        case .indexReplaced: Self.inode(path + "/.git/index") != index
        }
    }

    /// The commit of `main`, read without a process; the reference is never packed in these tests.
    static func head(of path: String) -> String {
        let bytes = FileManager.default.contents(atPath: path + "/.git/refs/heads/main") ?? Data()
        return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    private static func inode(_ path: String) -> UInt {
        var status = stat()
        return stat(path, &status) == 0 ? UInt(status.st_ino) : 0
    }
}
