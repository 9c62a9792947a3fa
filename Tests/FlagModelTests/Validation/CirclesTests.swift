import Testing

@testable import FlagModel

@Suite struct CirclesTests {
    @Test("finds circles from their smallest node on, and nothing in a chain or a diamond")
    func finds() {
        #expect(circles(in: ["a": ["b"], "b": ["c"], "c": ["b"]]) == [["b", "c"]])
        #expect(circles(in: ["a": ["a"]]) == [["a"]])
        #expect(circles(in: ["a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []]) == [])
        #expect(circles(in: ["a": ["b"], "b": ["a"], "x": ["y"], "y": ["x"]]) == [["a", "b"], ["x", "y"]])
        #expect(circles(in: [String: [String]]()) == [])
    }

    @Test("walks a chain of any length")
    func longChain() {
        var edges: [Int: [Int]] = [:]
        for node in 0..<200_000 { edges[node] = [node + 1] }
        #expect(circles(in: edges) == [])
        edges[200_000] = [0]
        #expect(circles(in: edges).map(\.count) == [200_001])
    }
}
