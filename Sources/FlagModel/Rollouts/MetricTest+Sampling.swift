extension MetricTest {
    /// How far apart the samples of a range query are, in seconds: a quarter of a window, 1 or more.
    public var sampleInterval: Int { max(1, window / 4) }

    /// How many samples a full window of a range query has, 1 or more.
    public var samplesInWindow: Int { (window + sampleInterval - 1) / sampleInterval }
}
