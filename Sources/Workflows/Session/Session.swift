public import FlagModel
import FlagRepository
public import Git

/// What a run of flagctl takes from its surroundings, as values.
public struct Session: Sendable {
    /// Where git looks for the repository, and the environment's variables.
    public let location: GitLocation
    /// The time of this run.
    public let now: Timestamp
    /// Whether `now` was given instead of read from the clock; then commits bear it too.
    public let hasFixedClock: Bool
    /// The command line as typed, for hints that repeat it.
    public let commandLine: [String]
    /// Random bits for names of changes.
    public let entropy: @Sendable () -> (UInt16, UInt64)

    /// Joins the surroundings.
    public init(
        location: GitLocation, now: Timestamp, hasFixedClock: Bool, commandLine: [String],
        entropy: @escaping @Sendable () -> (UInt16, UInt64)
    ) {
        self.location = location
        self.now = now
        self.hasFixedClock = hasFixedClock
        self.commandLine = commandLine
        self.entropy = entropy
    }

    /// Joins the surroundings, with the folder where the search for the repository starts and the environment.
    public init(
        path: String, environment: [String: String], now: Timestamp, hasFixedClock: Bool, commandLine: [String],
        entropy: @escaping @Sendable () -> (UInt16, UInt64)
    ) {
        self.init(
            location: GitLocation(path: path, environment: environment), now: now, hasFixedClock: hasFixedClock,
            commandLine: commandLine, entropy: entropy)
    }

    /// The same surroundings at a later time.
    func at(_ time: Timestamp) -> Session {
        Session(
            location: location, now: time, hasFixedClock: hasFixedClock, commandLine: commandLine, entropy: entropy)
    }

    /// Begins what every verb needs, while the command line is parsed.
    public static func prepare() { Repository.prepare() }

    /// The day of this run, in UTC.
    public var today: CalendarDate? { now.date }

    /// The time for commits: nothing lets git's own rules decide.
    var moment: Identity.Moment? {
        hasFixedClock ? Identity.Moment(time: Int64(now.unixSeconds), offset: 0) : nil
    }

    /// The folder of the work tree, which paths of files are relative to; nothing for a bare repository.
    public func workFolder() throws -> String? { try repository().git.workDirectory }

    func repository() throws -> FlagRepository { try FlagRepository(opening: location) }

    /// A name for a change: a ULID of the time and random bits.
    func changeID() -> String {
        let (high, low) = entropy()
        return ULID.text(milliseconds: UInt64(max(0, now.unixSeconds)) * 1000, high: high, low: low)
    }
}

/// Universally unique lexicographically sortable identifiers (https://github.com/ulid/spec).
enum ULID {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 26 characters of Crockford's base 32: 48 bits of time and 80 random ones.
    static func text(milliseconds: UInt64, high: UInt16, low: UInt64) -> String {
        var upper = milliseconds << 16 | UInt64(high)
        var lower = low
        var digits = [UInt8](repeating: 0, count: 26)
        for index in digits.indices.reversed() {
            digits[index] = alphabet[Int(lower & 31)]
            lower = lower >> 5 | upper << 59
            upper >>= 5
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
