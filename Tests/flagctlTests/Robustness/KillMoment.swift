import Foundation
import TestSupport

/// When a test kills a process.
enum KillMoment: Sendable, Hashable {
    /// So long after its start.
    case after(microseconds: Int)
    /// So long after something showed in the repository.
    case once(RepositorySign, microseconds: Int)

    /// Starts a process, waits for the moment, or for the end of the process where that comes first, and kills it.
    func kill(in repository: String, _ start: () throws -> ChildProcess) throws -> ChildProcess.Ending {
        switch self {
        case .after(let microseconds):
            let child = try start()
            Self.pause(microseconds)
            child.kill()
            return child.wait()
        case .once(let sign, let microseconds):
            let watch = try RepositoryWatch(for: sign, in: repository)
            let child = try start()
            while !watch.isSeen(within: .milliseconds(20)), !child.hasEnded {}
            Self.pause(microseconds)
            child.kill()
            return child.wait()
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

/// What an edit leaves in the repository on its way, in the order in which it comes.
enum RepositorySign: String, Sendable, Hashable, CaseIterable {
    case indexLock = ".git/index.lock"
    case journal = ".git/flagctl/pending"
    case branchLock = ".git/refs/heads/main.lock"
    case indexReplaced = ".git/index"
    case branchMoved = ".git/refs/heads/main"
}

#if os(Linux)
    /// Sees a sign as the kernel tells of it: a process that waits is woken at once, one that looks again and again is not.
    final class RepositoryWatch {
        private let descriptor: CInt
        private let name: String

        init(for sign: RepositorySign, in repository: String) throws {
            let path = repository + "/" + sign.rawValue as NSString
            name = path.lastPathComponent
            descriptor = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
            guard inotify_add_watch(descriptor, path.deletingLastPathComponent, UInt32(IN_CREATE | IN_MOVED_TO)) >= 0
            else { throw POSIXError(.EIO) }
        }

        deinit { close(descriptor) }

        /// Waits for the sign, but not much longer than given.
        func isSeen(within time: Duration) -> Bool {
            var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&request, 1, CInt(time / .milliseconds(1))) > 0 else { return false }
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = read(descriptor, &buffer, buffer.count)
            var offset = 0
            while offset < count {
                let event = buffer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self) }
                let start = offset + MemoryLayout<inotify_event>.size
                let text = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
                if String(decoding: text, as: UTF8.self) == name { return true }
                offset = start + Int(event.len)
            }
            return false
        }
    }
#else
    /// Looks for a sign again and again.
    final class RepositoryWatch {
        private let path: String
        private let before: UInt64

        init(for sign: RepositorySign, in repository: String) throws {
            path = repository + "/" + sign.rawValue
            before = Self.inode(path)
        }

        /// Waits for the sign, but not much longer than given.
        func isSeen(within time: Duration) -> Bool {
            let end = ContinuousClock.now + time
            while ContinuousClock.now < end {
                let now = Self.inode(path)
                if now != 0, now != before { return true }
            }
            return false
        }

        private static func inode(_ path: String) -> UInt64 {
            var status = stat()
            return stat(path, &status) == 0 ? UInt64(status.st_ino) : 0
        }
    }
#endif
