import Documents
import Evaluation
import NIOCore

/// The body of an evaluation: `{"context": {"targetingKey", …}}`.
struct EvaluationRequest {
    /// Who asks.
    let context: EvaluationContext
    private let bytes: [UInt8]
    private let range: Range<Int>

    /// Reads a body.
    ///
    /// - Throws: `PARSE_ERROR` where it is no JSON object, `INVALID_CONTEXT` where its context is none.
    init(_ body: ByteBuffer) throws(ProtocolError) {
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(parsing: Array(body.readableBytesView))
        } catch {
            let place = "line \(error.position.line), column \(error.position.column)"
            throw ProtocolError(.parseError, "the body is no JSON: \(error.message) (\(place))")
        }
        guard document.root.object != nil else {
            throw ProtocolError(.parseError, "the body is an object with a context, not \(document.root.kindName)")
        }
        guard let node = document.root[member: "context"] else {
            throw ProtocolError(.invalidContext, "the body has no 'context'")
        }
        guard let context = EvaluationContext(node.value) else {
            throw ProtocolError(.invalidContext, "'context' is an object, not \(node.kindName)")
        }
        if let key = node[member: "targetingKey"], key.string == nil, !key.isNull {
            throw ProtocolError(.invalidContext, "'targetingKey' is a string, not \(key.kindName)")
        }
        self.context = context
        bytes = document.bytes
        range = node.range
    }

    /// The context as it was written.
    var contextBytes: ArraySlice<UInt8> { bytes[range] }
}
