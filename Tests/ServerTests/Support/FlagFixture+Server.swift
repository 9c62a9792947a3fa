import Evaluation
import FlagModel
import FlagRepository
import Git
import NIOCore
import TestSupport
import Testing

@testable import Server

extension FlagFixture {
    var location: GitLocation { GitLocation(path: path, environment: environment) }

    /// Serves these environments, or both that a fixture has.
    func loader(_ environments: String...) throws -> Loader {
        let environments = environments.isEmpty ? ["development", "production"] : environments
        return try Loader(
            repository: FlagRepository(opening: location),
            keys: environments.map { try #require(EnvironmentKey($0)) })
    }

    /// All environments at HEAD.
    func loaded() async throws -> Loader.Loaded {
        let loader = try loader()
        return try await loader.load(loader.repository.headCommit())
    }
}

extension ServedEnvironment {
    /// Everything that can be told apart from outside, for a comparison.
    func answers(to contexts: [String]) throws -> [String] {
        try contexts.flatMap { text in
            let request = try EvaluationRequest(.init(string: #"{"context":\#(text)}"#))
            return compiled.keys.map { key in
                var buffer = ByteBuffer()
                EvaluationText.write(compiled.evaluate(key, for: request.context), of: self, to: &buffer)
                return String(buffer: buffer)
            }
        }
    }
}
