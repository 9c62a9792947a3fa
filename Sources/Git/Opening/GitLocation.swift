/// Says where to look for a repository and with which environment.
///
/// The room reads no environment of the process: what git would take from it is taken from here. Programs that are
/// started (ssh-keygen, gpg, git) get exactly this environment.
public struct GitLocation: Sendable {
    /// Where the search starts: an absolute path.
    public let path: String
    /// The variables, in production all of the process's.
    public let environment: [String: String]

    /// Starts at `path` with the variables of `environment`.
    public init(path: String, environment: [String: String] = [:]) {
        self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        self.environment = environment
    }

    /// The variable's value, nil when it is unset or empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A path as git reads it: relative to where the search starts.
    func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return path == "." ? self.path : self.path + "/" + path
    }
}
