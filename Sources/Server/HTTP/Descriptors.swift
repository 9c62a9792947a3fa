#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many files, connections among them, the process may have open.
///
/// A connection too many would take the descriptors that reading the repository needs, and the runtime's own thread
/// monitor ends the process where it gets none. So connections wait to be accepted before that.
enum Descriptors {
    /// What is kept for the repository, the runtime, and connections that are accepted in one go.
    static let reserve = 64

    /// Raises the process's own limit as far as it may and as connections need, and gives how many have room.
    static func room(for connections: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return connections }
        let wanted = rlim_t(connections + reserve)
        if limit.rlim_cur < wanted {
            var raised = limit
            raised.rlim_cur = min(wanted, limit.rlim_max)
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return room(for: connections, of: limit.rlim_cur >= wanted ? connections + reserve : Int(limit.rlim_cur))
    }

    /// How many of the connections fit a limit; at least half of it.
    static func room(for connections: Int, of limit: Int) -> Int { min(connections, max(limit - reserve, limit / 2)) }

    #if canImport(Glibc)
        private static var resource: __rlimit_resource_t { __rlimit_resource_t(RLIMIT_NOFILE.rawValue) }
    #else
        private static var resource: Int32 { RLIMIT_NOFILE }
    #endif
}
