import Evaluation
import Testing

@Suite("Classification")
struct ClassificationTests {
    @Test("orders by how much a policy asks")
    func order() {
        #expect(Classification.allCases.shuffled().sorted() == [.neutral, .lowering, .raising])
    }

    @Test("has the words of the JSON output")
    func words() {
        #expect(Classification.allCases.map(\.rawValue) == ["neutral", "lowering", "raising"])
    }
}
