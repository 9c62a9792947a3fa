import Communications
import FlagModel
import Server
import Workflows

extension ServedSite {
    /// The site of a commit.
    init(commit: String, _ session: Session) throws {
        let content = try GatherSite(at: commit).run(session)
        self.init(
            environments: content.environments.map(\.key.text),
            files: Site.files(content).map { File(path: $0.path, mediaType: $0.mediaType, bytes: $0.bytes) },
            policy: Site.policy)
    }
}
