import Documents

extension Failure {
    /// The command line is wrong.
    public static func usage(_ message: String, hint: String?) -> Failure {
        Failure("usage", message, hint: hint, status: .usage)
    }

    /// A word stands where a verb belongs.
    ///
    /// - Parameters:
    ///   - command: the words before it, such as `flagctl` or `flagctl cohort`.
    ///   - known: the verbs that could stand there.
    public static func unknownVerb(_ word: String, after command: String, known: [String]) -> Failure {
        usage(
            "there is no verb '\(word)'",
            hint: nearest(word, among: known).map { "did you mean '\(command) \($0)'?" } ?? "\(command) --help")
    }
}
