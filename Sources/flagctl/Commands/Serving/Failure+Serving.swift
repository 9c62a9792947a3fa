import Server
import Workflows

extension Failure {
    /// Why serving failed, or what any verb fails with.
    init(serving error: any Error) {
        switch error {
        case let error as ServerFailure: self.init(error.code, error.message, hint: error.hint)
        case let error as InvalidHead:
            self.init(
                "invalid-head",
                "the newest commit of \(error.branch) does not validate, and neither do those before it",
                hint: "correct what is named above and commit it", findings: error.findings)
        default: self.init(error)
        }
    }
}
