public import FlagModel

/// One measured value.
public struct Sample: Sendable, Hashable {
    /// When it was measured.
    public let time: Timestamp
    /// The value; it may be no number, which counts as no sample.
    public let value: Double

    /// Makes a sample.
    public init(time: Timestamp, value: Double) {
        self.time = time
        self.value = value
    }
}

/// What a source answered.
public enum Observation: Sendable, Hashable {
    /// Samples in the order of their times; `warnings` are what the source said beside them.
    case samples([Sample], warnings: [String] = [])
    /// The source answered and has nothing, and why.
    case noData(String)
    /// The source did not answer, or not with samples of one series, and why.
    case failed(String)
}
