import Documents
import FlagModel
import FlagRepository

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of a work tree below the folders of a flag repository; symbolic links are never followed.
struct WorkTreeFiles {
    enum Kind: String, Sendable, Hashable {
        case file = "a file"
        case folder = "a folder"
        case symbolicLink = "a symbolic link"
        case special = "a special file"
    }

    private let root: String

    init(root: String) { self.root = root }

    /// Every file below the folders, by path, and folders that stand where a document belongs.
    func all() throws -> [(path: String, kind: Kind)] {
        var found: [(String, Kind)] = []
        for folder in FlagRepository.documentFolders { try add(folder, kind(of: folder, hint: 0), to: &found) }
        return found.sorted { $0.0 < $1.0 }
    }

    /// The regular files, by path.
    func documents() throws -> [String] { try all().filter { $0.kind == .file }.map(\.path) }

    /// A file's bytes.
    func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(root + "/" + path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("cannot read", path) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure("cannot read", path) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                // The base address is there: filled < count.
                pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, off_t(filled))
            }
            guard count >= 0 else { throw failure("cannot read", path) }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Replaces a file in one step.
    func write(_ bytes: [UInt8], to path: String) throws {
        let file = root + "/" + path
        var status = stat()
        let mode = lstat(file, &status) == 0 ? status.st_mode & 0o777 : 0o644
        do throws(AtomicFile.Unwritten) {
            try AtomicFile.write(bytes, to: file, mode: mode, isSynced: true)
        } catch {
            throw failure("cannot write", path, error.reason)
        }
    }

    private func add(_ path: String, _ kind: mode_t, to found: inout [(String, Kind)]) throws {
        switch kind {
        case 0: break
        case S_IFDIR where DocumentKind(path: path) != nil: found.append((path, .folder))
        case S_IFDIR: try walk(path, into: &found)
        case S_IFREG: found.append((path, .file))
        case S_IFLNK: found.append((path, .symbolicLink))
        default: found.append((path, .special))
        }
    }

    private func walk(_ folder: String, into found: inout [(String, Kind)]) throws {
        guard let stream = opendir(root + "/" + folder) else {
            if errno == ENOENT { return }
            throw failure("cannot read the folder", folder)
        }
        defer { closedir(stream) }
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            // An edit that is under way has files of its own beside those that it replaces.
            if name == "." || name == ".." || name.contains(".flagctl-") { continue }
            let path = "\(folder)/\(name)"
            try add(path, kind(of: path, hint: entry.pointee.d_type), to: &found)
            errno = 0
        }
        guard errno == 0 else { throw failure("cannot read the folder", folder) }
    }

    private func kind(of path: String, hint: UInt8) -> mode_t {
        switch Int(hint) {
        case Int(DT_DIR): return S_IFDIR
        case Int(DT_REG): return S_IFREG
        case Int(DT_LNK): return S_IFLNK
        default:
            var status = stat()
            return lstat(root + "/" + path, &status) == 0 ? status.st_mode & S_IFMT : 0
        }
    }

    private func failure(
        _ what: String, _ path: String, _ reason: String = String(cString: strerror(errno))
    ) -> Failure {
        Failure("file-system", "\(what) '\(path)': \(reason)")
    }
}
