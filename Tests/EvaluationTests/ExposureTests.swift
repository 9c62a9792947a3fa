import Documents
import Evaluation
import FlagModel
import Testing

@Suite("Exposure")
struct ExposureTests {
    /// The rollout matrix of seed 001 with the shares of its cohorts.
    private let dreams = version([
        "early-adopters": .on, "regular-users": .split(["on": 75, "off": 25]), "casual-users": .off,
        "new-users": .off,
    ])
    private let everybody = population(
        150_000, shares: ["early-adopters": 10, "regular-users": 60, "casual-users": 25, "new-users": 5])

    @Test("has a row for each rule and one for everybody else, in the order in which they are tried")
    func rows() {
        let exposure = Exposure(of: dreams, population: everybody)
        let names = ["early-adopters", "regular-users", "casual-users", "new-users", "fallthrough"]
        #expect(exposure.rows.map(\.name.description) == names)
        #expect(exposure.rows.map(\.exposed) == [100_000, 75_000, 0, 0, 0])
        #expect(exposure.rows.map(\.share) == [10_000, 60_000, 25_000, 5_000, 0])
        #expect(exposure.rows.map(\.people) == [15_000, 67_500, 0, 0, 0])
    }

    @Test("weighs the rows with the shares of their cohorts")
    func total() {
        let exposure = Exposure(of: dreams, population: everybody)
        #expect(exposure.total == 55_000)
        #expect(exposure.people == 82_500)
    }

    @Test("of one row for everybody is that row's")
    func oneRow() {
        let exposure = Exposure(of: version(else: .split(["on": 5, "off": 95])), population: population(150_000))
        #expect(exposure.total == 5_000)
        #expect(exposure.people == 7_500)
        #expect(exposure.rows.map(\.share) == [100_000])
    }

    @Test("counts every variant but the off variant")
    func variants() {
        let definition = flag(["blue": "b", "none": "n", "red": "r"], off: "none")
        let split = Serve.split(["blue": 10, "red": 20, "none": 70])
        #expect(Exposure(of: version(else: split, of: definition), population: population()).total == 30_000)
    }

    @Test("knows which variants somebody is served, and how much of everybody each is")
    func served() throws {
        let definition = flag(["blue": "b", "none": "n", "red": "r"], off: "none")
        func variants(_ version: FlagVersion, _ shares: Population = population()) -> [String] {
            Exposure(of: version, population: shares).variants.map { "\($0.key) \($0.total.map(String.init) ?? "?")" }
        }
        let split = Serve.split(["blue": 10, "red": 20, "none": 70])
        #expect(variants(version(else: split, of: definition)) == ["blue 10000", "red 20000"])
        #expect(variants(version(else: .split(["red": 100]), of: definition)) == ["red 100000"])
        let cohort = version(["early-adopters": .split(["blue": 100])], else: split, of: definition)
        #expect(variants(cohort) == ["blue ?", "red ?"])
        let half = population(shares: ["early-adopters": 50])
        #expect(variants(cohort, half) == ["blue 55000", "red 10000"])
        #expect(
            variants(version(["early-adopters": .split(["none": 100])], else: .split(["none": 100]), of: definition))
                .isEmpty)
        let waiting = Exposure(
            of: version(else: split, of: definition), population: population(), obstacle: try missing("other"))
        #expect(waiting.variants.isEmpty)
    }

    @Test("takes what no cohort has for everybody else, never less than nobody")
    func rest() {
        let flag = version(["early-adopters": .off, "regular-users": .off], else: .on)
        let shares = population(1000, shares: ["early-adopters": 10, "regular-users": 60])
        #expect(Exposure(of: flag, population: shares).rows.last?.share == 30_000)
        #expect(Exposure(of: flag, population: shares).people == 300)
        let overlapping = population(1000, shares: ["early-adopters": 50, "regular-users": 60])
        #expect(Exposure(of: flag, population: overlapping).rows.last?.share == 0)
    }

    @Test("never exceeds everybody, even if shares overlap")
    func overlap() {
        let flag = version(["early-adopters": .on, "regular-users": .on])
        let shares = population(1000, shares: ["early-adopters": 70, "regular-users": 60])
        #expect(Exposure(of: flag, population: shares).total == 100_000)
        #expect(Exposure(of: flag, population: shares).people == 1000)
    }

    @Test("has no total where a cohort's share is not known")
    func unknownShare() {
        let shares = population(150_000, shares: ["early-adopters": 10])
        let exposure = Exposure(of: dreams, population: shares)
        #expect(exposure.total == nil)
        #expect(exposure.people == nil)
        #expect(exposure.rows.map(\.share) == [10_000, nil, nil, nil, nil])
        #expect(exposure.rows.map(\.people) == [15_000, nil, nil, nil, nil])
    }

    @Test("needs no shares where all rows are exposed alike")
    func alike() {
        let flag = version(["early-adopters": .on, "regular-users": .split(["on": 100])], else: .on)
        let exposure = Exposure(of: flag, population: population(150_000))
        #expect(exposure.total == 100_000)
        #expect(exposure.people == 150_000)
    }

    @Test("has no people where the population is not known")
    func unknownPopulation() {
        let exposure = Exposure(
            of: dreams,
            population: population(
                shares: ["early-adopters": 10, "regular-users": 60, "casual-users": 25, "new-users": 5]))
        #expect(exposure.total == 55_000)
        #expect(exposure.people == nil)
    }

    @Test("of a flag that is off is none, in one row")
    func disabled() {
        let exposure = Exposure(of: dreams.state { $0.enabled = false }, population: population(150_000))
        #expect(exposure.rows.map(\.name) == [.flag])
        #expect(exposure.total == 0)
        #expect(exposure.people == 0)
        #expect(exposure.waitsFor == nil)
    }

    /// A requirement that is nowhere.
    private func missing(_ required: String) throws -> Obstacle {
        try Obstacle(of: flag(requires: [required])) { _ in nil }
    }

    @Test("of a flag that waits for another one is none, in the rows that it will have")
    func waiting() throws {
        let exposure = Exposure(of: dreams, population: population(150_000), obstacle: try missing("PORTAL"))
        #expect(exposure.waitsFor == key("PORTAL"))
        #expect(exposure.rows.map(\.exposed) == [0, 0, 0, 0, 0])
        #expect(exposure.total == 0)
        #expect(exposure.people == 0)
    }

    @Test(
        "rounds people to the nearest, halves up",
        arguments: [
            (people: 3, percent: 50.0, rounded: 2), (people: 1, percent: 50, rounded: 1),
            (people: 1, percent: 49.999, rounded: 0), (people: 0, percent: 100, rounded: 0),
            (people: 150_000, percent: 33.333, rounded: 50_000), (people: 150_000, percent: 0.001, rounded: 2),
            (people: 150_000, percent: 5, rounded: 7_500), (people: 7, percent: 100, rounded: 7),
        ])
    func rounding(people: Int, percent: Double, rounded: Int) {
        let flag = version(else: .split(["on": percent, "off": 100 - percent]))
        #expect(Exposure(of: flag, population: population(people)).people == rounded)
    }

    @Test("rounds the total to thousandths of a percent, halves up")
    func roundedTotal() {
        let flag = version(["early-adopters": .split(["on": 0.001, "off": 99.999])])
        let shares = population(shares: ["early-adopters": 50])
        #expect(Exposure(of: flag, population: shares).total == 1)
        let fewer = population(shares: ["early-adopters": 49.999])
        #expect(Exposure(of: flag, population: fewer).total == 0)
    }

    @Test("counts the largest population that a file can name")
    func largestPopulation() {
        let whole = Exposure(of: version(else: .on), population: population(.max))
        #expect(whole.people == .max)
        let half = Exposure(of: version(else: .split(["on": 50, "off": 50])), population: population(.max))
        #expect(half.people == Int.max / 2 + 1)
    }
}
