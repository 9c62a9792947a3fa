import Evaluation
import FlagModel
import Testing

@Suite("What a flag requires")
struct ObstacleTests {
    /// What keeps `a` off where flags serve as they are said to: `on`, `off`, or so many percent of `on`.
    private func obstacle(_ serving: [String: String], requires: [String: [String]] = ["a": ["b"]]) -> Obstacle {
        Obstacle(of: named("a", requires)) { key in
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
    func met() {
        #expect(obstacle(["b": "on"]) == obstacle([:], requires: [:]))
        #expect(obstacle(["b": "10"]).limitedBy == key("b"))
        #expect(obstacle(["b": "off"]).waitsFor == key("b"))
        #expect(obstacle([:]).waitsFor == key("b"))
    }

    @Test("the one that nobody meets counts before one that some meet")
    func both() {
        let both = obstacle(["b": "10", "c": "off"], requires: ["a": ["b", "c"]])
        #expect(both.waitsFor == key("c"))
        #expect(both.limitedBy == nil)
    }

    @Test("what is required requires as well, and circles end")
    func chain() {
        let chain = ["a": ["b"], "b": ["c"]]
        #expect(obstacle(["b": "on", "c": "on"], requires: chain).limitedBy == nil)
        #expect(obstacle(["b": "on", "c": "10"], requires: chain).limitedBy == key("b"))
        #expect(obstacle(["b": "on", "a": "on"], requires: ["a": ["b"], "b": ["a"]]).waitsFor == nil)
    }
}
