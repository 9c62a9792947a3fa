import Evaluation
import NIOCore
import Testing

@testable import Server

@Suite struct EvaluationRequestTests {
    private func refusal(_ body: String) -> ProtocolError? {
        do throws(ProtocolError) {
            _ = try EvaluationRequest(ByteBuffer(string: body))
            return nil
        } catch {
            return error
        }
    }

    @Test func `a context is read with its attributes`() throws {
        let request = try EvaluationRequest(
            ByteBuffer(string: #"{ "context": {"targetingKey": "u", "plan": "pro", "n": null} }"#))
        #expect(request.context.targetingKey == "u")
        #expect(request.context["plan"] == .string("pro"))
        #expect(Array(request.contextBytes) == Array(#"{"targetingKey": "u", "plan": "pro", "n": null}"#.utf8))
    }

    @Test func `a context needs no targeting key`() throws {
        #expect(try EvaluationRequest(ByteBuffer(string: #"{"context":{}}"#)).context.targetingKey == nil)
        #expect(refusal(#"{"context":{"targetingKey":null}}"#) == nil)
    }

    @Test(arguments: [
        ("", EvaluationErrorCode.parseError, "the body is no JSON"),
        ("{", .parseError, "line 1, column 2"), ("[]", .parseError, "not a list"), ("null", .parseError, "not null"),
        ("{}", .invalidContext, "no 'context'"), (#"{"context":null}"#, .invalidContext, "not null"),
        (#"{"context":[]}"#, .invalidContext, "not a list"),
        (#"{"context":{"targetingKey":7}}"#, .invalidContext, "not a number"),
        (#"{"context":{"a":1,"a":2}}"#, .parseError, "stands twice"),
        (#"{"context":{"a":"\ud800"}}"#, .parseError, "the body is no JSON"),
        (#"{"context":{"a":\#(String(repeating: "[", count: 100))"#, .parseError, "the body is no JSON"),
    ])
    func `what is no request has the protocol's error`(
        body: String, code: EvaluationErrorCode, details: String
    ) throws {
        let error = try #require(refusal(body))
        #expect(error.code == code)
        #expect(error.details.contains(details), "\(error.details)")
    }
}
