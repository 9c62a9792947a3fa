import Evaluation
import Exchange
import FlagModel

/// An environment as it is served: compiled flags and everything that answers are made of. It never changes.
final class ServedEnvironment: Sendable {
    /// The environment, its flags and its cohorts.
    let content: EnvironmentContent
    /// The flags, ready to be evaluated.
    let compiled: CompiledEnvironment
    /// What answers are written with, by flag.
    let texts: [String: AnswerTexts]
    /// Where the configuration comes from.
    let version: ConfigurationVersion
    /// The environment in flagd's format, made when somebody asks.
    let flagdFile: FlagdFile

    var key: EnvironmentKey { content.environment.key }

    init(
        content: EnvironmentContent, compiled: CompiledEnvironment, texts: [String: AnswerTexts],
        version: ConfigurationVersion
    ) {
        self.content = content
        self.compiled = compiled
        self.texts = texts
        self.version = version
        flagdFile = FlagdFile(content)
    }

    /// Compiles an environment.
    convenience init(_ content: EnvironmentContent, version: ConfigurationVersion) {
        self.init(
            content: content,
            compiled: CompiledEnvironment(
                flags: Array(content.flags.values), cohorts: Array(content.cohorts.values), mode: content.bucketing),
            texts: Dictionary(content.flags.map { ($0.key.text, AnswerTexts($0.value.definition)) }) { $1 },
            version: version)
    }

    /// The same environment with some flags anew, or without those that have no version any more.
    func replacing(_ versions: [FlagKey: FlagVersion?], version: ConfigurationVersion) -> ServedEnvironment {
        var content = content
        var texts = texts
        for (key, version) in versions {
            content.flags[key] = version
            texts[key.text] = version.map { AnswerTexts($0.definition) }
        }
        return ServedEnvironment(
            content: content, compiled: compiled.replacing(versions), texts: texts, version: version)
    }

    /// The same content at another commit that did not change it.
    func unchanged(at commit: String) -> ServedEnvironment {
        ServedEnvironment(content: content, compiled: compiled, texts: texts, version: version.unchanged(at: commit))
    }
}
