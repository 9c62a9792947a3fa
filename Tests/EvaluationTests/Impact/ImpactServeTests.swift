import Documents
import Evaluation
import FlagModel
import Testing

@Suite("Impact of what rows serve")
struct ImpactServeTests {
    private let quarter = version(["regular-users": .split(["on": 25, "off": 75])])
    private let most = version(["regular-users": .split(["on": 75, "off": 25])])
    private let people = population(150_000, shares: ["regular-users": 60])

    @Test("raising a weight reaches the buckets between the old and the new one")
    func raise() {
        let impact = impact(from: quarter, to: most, population: people)
        #expect(impact.lines == ["regular-users: 25.000–75.000% off → on"])
        #expect(impact.rows.map(\.people) == [45_000])
        #expect(impact.classification == .raising)
    }

    @Test("lowering a weight takes the same buckets back")
    func lower() {
        let impact = impact(from: most, to: quarter, population: people)
        #expect(impact.lines == ["regular-users: 25.000–75.000% on → off"])
        #expect(impact.rows.map(\.people) == [45_000])
        #expect(impact.classification == .lowering)
    }

    @Test("counts a single bucket")
    func oneBucket() {
        let before = version(else: .split(["on": 33.333, "off": 66.667]))
        let after = version(else: .split(["on": 33.334, "off": 66.666]))
        #expect(impact(from: before, to: after).lines == ["fallthrough: 33.333–33.334% off → on"])
    }

    @Test("tells several ranges of a row apart")
    func severalRanges() {
        let colours = flag(["red": "r", "blue": "b", "none": "n"], off: "none")
        let before = version(else: .split(["red": 30, "blue": 30, "none": 40]), of: colours)
        let after = version(else: .split(["red": 50, "blue": 30, "none": 20]), of: colours)
        let impact = impact(from: before, to: after, population: population(1000))
        #expect(
            impact.lines == ["fallthrough: 30.000–50.000% blue → red", "fallthrough: 60.000–80.000% none → blue"])
        #expect(impact.rows.map(\.people) == [400])
        #expect(impact.classification == .raising)
    }

    @Test("a move between two variants that are not off is raising")
    func move() {
        let colours = flag(["red": "r", "blue": "b", "none": "n"], off: "none")
        let impact = impact(from: version(else: .all("red"), of: colours), to: version(else: .all("blue"), of: colours))
        #expect(impact.lines == ["fallthrough: 0.000–100.000% red → blue"])
        #expect(impact.classification == .raising)
    }

    @Test("a gain beside a loss is raising")
    func gainAndLoss() {
        let before = version(["early-adopters": .on, "regular-users": .off])
        let after = version(["early-adopters": .off, "regular-users": .on])
        let impact = impact(from: before, to: after)
        #expect(
            impact.lines == ["early-adopters: 0.000–100.000% on → off", "regular-users: 0.000–100.000% off → on"])
        #expect(impact.classification == .raising)
    }

    @Test("writing the same split in another way is neutral")
    func sameSplit() {
        let before = version(["early-adopters": .on], else: .split(["on": 25, "off": 75]))
        let after = version(["early-adopters": .split(["off": 0, "on": 100])], else: .split(["off": 75, "on": 25]))
        #expect(impact(from: before, to: after).lines.isEmpty)
        #expect(impact(from: before, to: after).classification == .neutral)
    }

    @Test("has no people where the cohort's share or the population is not known")
    func unknownPeople() {
        #expect(impact(from: quarter, to: most, population: population(150_000)).rows.map(\.people) == [nil])
        let shares = population(shares: ["regular-users": 60])
        #expect(impact(from: quarter, to: most, population: shares).rows.map(\.people) == [nil])
    }

    @Test("another salt or bucketing attribute leaves it unknown who moves", arguments: ["salt", "bucketBy"])
    func otherBuckets(field: String) {
        let half = version(["regular-users": .split(["on": 50, "off": 50])])
        for before in [half, quarter] {
            let after = before.state {
                if field == "salt" { $0.salt = "CSF-2" } else { $0.bucketBy = "accountId" }
            }
            let impact = impact(from: before, to: after, population: people)
            #expect(impact.lines == ["regular-users: bucketing changes: who moves between variants is not known"])
            #expect(impact.rows.map(\.people) == [nil])
            #expect(impact.rows.map(\.ranges) == [[]])
            #expect(impact.classification == .raising)
        }
    }

    @Test("another salt is neutral where nothing is split")
    func saltWithoutSplit() {
        let before = version(["early-adopters": .on])
        #expect(impact(from: before, to: before.state { $0.salt = "CSF-2" }).classification == .neutral)
        let off = quarter.state { $0.enabled = false }
        #expect(impact(from: off, to: off.state { $0.salt = "CSF-2" }).classification == .neutral)
    }

    @Test("another salt together with the end of a split is known exactly")
    func saltAndConstant() {
        let off = quarter.state {
            $0.salt = "CSF-2"
            $0.rules[0].serve = .off
        }
        #expect(impact(from: quarter, to: off).lines == ["regular-users: 0.000–25.000% on → off"])
        #expect(impact(from: quarter, to: off).classification == .lowering)
        #expect(impact(from: off, to: quarter).lines == ["regular-users: 0.000–25.000% off → on"])
        #expect(impact(from: off, to: quarter).classification == .raising)
    }
}
