import Crypto
import Documents
import FlagModel
import FlagRepository
import Git

/// Names what an environment is configured to: equal where its flags, cohorts and settings are.
struct ConfigurationVersion: Sendable, Hashable {
    /// Sixteen hexadecimal digits.
    let text: String
    /// When it came to be, in seconds of Unix time.
    let modified: Int
    /// The newest commit that has it.
    let commit: String

    /// The version at a commit; its time is the commit's.
    init(of environment: EnvironmentKey, at commit: Commit, _ snapshot: Snapshot) throws {
        var hash = SHA256()
        hash.update(data: Array(environment.text.utf8))
        let paths = [
            "flags", "environments/\(environment)/flags", "environments/\(environment)/cohorts",
            DocumentKind.settings.path,
        ]
        for path in paths { hash.update(data: Array("\n\(try snapshot.contentID(at: path)?.hex ?? "-")".utf8)) }
        text = Hexadecimal.text(hash.finalize().prefix(8))
        modified = Int(commit.committer.moment.time)
        self.commit = commit.id.hex
    }

    private init(text: String, modified: Int, commit: String) {
        self.text = text
        self.modified = modified
        self.commit = commit
    }

    func unchanged(at commit: String) -> ConfigurationVersion {
        ConfigurationVersion(text: text, modified: modified, commit: commit)
    }
}
