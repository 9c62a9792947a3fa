/// The keys of a text of lines, as `ssh-add -L`, a `.pub` file or a list of keys has them.
public enum SSHKeyText {
    /// A line that is no key, counted from 1, and why.
    public struct BadLine: Error, Sendable, Hashable {
        /// The line's number.
        public let number: Int
        /// What is wrong with it.
        public let problem: SSHPublicKey.Problem
    }

    /// Reads every line; empty ones and those that begin with `#` say nothing.
    ///
    /// - Throws: a ``BadLine`` for the first line that is no key.
    public static func keys(in text: String) throws(BadLine) -> [SSHPublicKey] {
        var keys: [SSHPublicKey] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let line = line.drop { $0.isWhitespace }
            guard !line.isEmpty, line.first != "#" else { continue }
            do throws(SSHPublicKey.Problem) {
                keys.append(try SSHPublicKey(line: String(line)))
            } catch {
                throw BadLine(number: index + 1, problem: error)
            }
        }
        return keys
    }
}
