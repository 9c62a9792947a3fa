import FlagModel
import Git

/// The branch that a proposal is committed to.
enum Proposal {
    /// `flagctl/enable-csf-production-kg53d`: what it is about, and the end of the change's name so that it is new.
    static func branch(for intent: Editing.Intent, changeID: String) throws -> BranchName {
        var words = [intent.operation]
        words += intent.flags.count <= 2 ? intent.flags.map(\.text) : ["\(intent.flags.count)-flags"]
        if let environment = intent.environment { words.append(environment.text) }
        words.append(String(changeID.suffix(6)))
        return try BranchName("flagctl/" + words.map(slug).joined(separator: "-"))
    }

    private static func slug(_ word: String) -> String {
        String(word.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
