import Documents
import Evaluation
import FlagModel
import NIOCore

/// What evaluations are written as.
enum EvaluationText {
    /// Writes one flag's evaluation: `{"key", "reason", "variant", "value"}` or `{"key", "errorCode", "errorDetails"}`.
    static func write(_ evaluation: FlagEvaluation, of environment: ServedEnvironment, to buffer: inout ByteBuffer) {
        guard let answer = evaluation.answer, let texts = environment.texts[evaluation.key] else {
            let error = ProtocolError(evaluation, in: environment)
            buffer.writeString(CanonicalJSON.compact(error.json(key: evaluation.key)))
            return
        }
        buffer.writeBytes(texts.head)
        buffer.writeStaticString(reason(evaluation.reason))
        buffer.writeBytes(texts.tail(answer.variant))
        buffer.writeStaticString(ending(evaluation.reason))
    }

    /// OFREP's list of reasons has no DEFAULT, so that one is in the metadata.
    private static func reason(_ reason: Reason) -> StaticString {
        switch reason {
        case .static: #","reason":"STATIC""#
        case .targetingMatch: #","reason":"TARGETING_MATCH""#
        case .split: #","reason":"SPLIT""#
        case .disabled: #","reason":"DISABLED""#
        case .default, .error: #","reason":"UNKNOWN""#
        }
    }

    private static func ending(_ reason: Reason) -> StaticString {
        reason == .default ? #","metadata":{"reason":"DEFAULT"}}"# : "}"
    }

    /// Writes the evaluations of all flags, `{"flags", "eventStreams", "metadata"}`, and counts their reasons.
    static func writeAll(
        for context: EvaluationContext, of environment: ServedEnvironment, streams: String, to buffer: inout ByteBuffer
    ) -> [Reason: Int] {
        buffer.writeStaticString(#"{"flags":["#)
        var isFirst = true
        var reasons: [Reason: Int] = [:]
        for key in environment.compiled.keys {
            if !isFirst { buffer.writeInteger(UInt8(ascii: ",")) }
            isFirst = false
            let evaluation = environment.compiled.evaluate(key, for: context)
            reasons[evaluation.reason, default: 0] += 1
            write(evaluation, of: environment, to: &buffer)
        }
        let metadata: JSONValue = [
            "environment": .string(environment.key.text), "commit": .string(environment.version.commit),
            "version": .string(environment.version.text),
        ]
        let stream: JSONValue = [["type": "sse", "endpoint": ["requestUri": .string(streams)]]]
        buffer.writeString(#"],"eventStreams":\#(CanonicalJSON.compact(stream))"#)
        buffer.writeString(#","metadata":\#(CanonicalJSON.compact(metadata))}"#)
        return reasons
    }
}
