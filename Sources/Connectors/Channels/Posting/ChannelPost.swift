import AsyncHTTPClient

/// A message as one request to a web server.
protocol ChannelPost: Sendable {
    /// The server as failures name it.
    var peer: WebPeer { get }
    /// The request, the same in every attempt.
    var request: PostRequest { get }
    /// Whether the receiver knows a second attempt for what it is.
    var tellsRepetitions: Bool { get }
    /// What an answer means.
    func outcome(of answer: PostAnswer, _ secrets: ChannelSecrets) -> SendOutcome
}

extension ChannelPost {
    /// What it means that there is no answer, or what the answer means.
    func outcome(of result: Result<PostAnswer, PostFailure>, _ secrets: ChannelSecrets) async -> SendOutcome {
        switch result {
        case .success(let answer): outcome(of: answer, secrets)
        case .failure(let failure):
            failure.isBegun
                ? .unknown("\(failure.reason), after the message was on its way") : .unreachable(failure.reason)
        }
    }
}
