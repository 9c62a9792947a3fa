import Evaluation
import FlagModel
import Testing

@Suite("What a flag requires")
struct ObstacleTests {
    /// What keeps `a` off where flags serve as they are said to: `on`, `off`, or so many percent of `on`.
    private func obstacle(_ serving: [String: String], requires: [String: [String]] = ["a": ["b"]]) throws -> Obstacle {
        try Obstacle(of: named("a", requires)) { key in
            guard let serve = serving[key.text] else { return nil }
            let rest = Double(serve).map { Serve.split(["on": $0, "off": 100 - $0]) } ?? .on
            return version(else: rest, enabled: serve != "off", of: named(key.text, requires))
        }
    }

    private func named(_ name: String, _ requires: [String: [String]]) -> FeatureFlag {
        var flag = flag(requires: requires[name] ?? [])
        flag.key = key(name)
        return flag
    }

    @Test("is met by everybody, by some, by nobody")
    func met() throws {
        #expect(try obstacle(["b": "on"]) == obstacle([:], requires: [:]))
        #expect(try obstacle(["b": "10"]).limitedBy == key("b"))
        #expect(try obstacle(["b": "off"]).waitsFor == key("b"))
        #expect(try obstacle([:]).waitsFor == key("b"))
    }

    @Test("the one that nobody meets counts before one that some meet")
    func both() throws {
        let both = try obstacle(["b": "10", "c": "off"], requires: ["a": ["b", "c"]])
        #expect(both.waitsFor == key("c"))
        #expect(both.limitedBy == nil)
    }

    @Test("what is required requires as well, and circles end")
    func chain() throws {
        let chain = ["a": ["b"], "b": ["c"]]
        #expect(try obstacle(["b": "on", "c": "on"], requires: chain).limitedBy == nil)
        #expect(try obstacle(["b": "on", "c": "10"], requires: chain).limitedBy == key("b"))
        #expect(try obstacle(["b": "on", "c": "off"], requires: chain).waitsFor == key("b"), "b is off for everybody")
        #expect(try obstacle(["b": "on", "a": "on"], requires: ["a": ["b"], "b": ["a"]]).waitsFor == nil)
    }
}
