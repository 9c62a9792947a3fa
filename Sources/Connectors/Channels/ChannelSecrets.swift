import FlagModel

/// The secrets of a channel, and texts without them.
struct ChannelSecrets: Sendable {
    /// A secret that is not there, or is none.
    struct Unusable: Error {
        let reason: String
    }

    private let channel: MessageChannel
    private let variables: [String: String]
    private let hidden: [String]

    /// Takes the secrets that a channel names; nothing is missing until it is asked for.
    init(of channel: MessageChannel, variables: [String: String]) {
        self.channel = channel
        self.variables = variables
        let named = [channel.urlVariable, channel.secretVariable, channel.tokenVariable].compactMap { $0 }
        var hidden = named.compactMap { variables[$0] }
        if let variable = channel.urlVariable, let url = variables[variable] {
            // A server that quotes the address quotes parts of it; a word of the variable's name is none that is secret.
            hidden += url.split { "/?#&=:@".contains($0) }.dropFirst().map(String.init).filter {
                $0.utf8.count > 4 && !variable.lowercased().contains($0.lowercased())
            }
        }
        hidden += hidden.filter { $0.hasPrefix("whsec_") }.map { String($0.dropFirst(6)) }
        // What programs and servers may quote of the environment beside that.
        let marks = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "WEBHOOK"]
        for (name, value) in variables where value.utf8.count > 5 {
            if marks.contains(where: name.uppercased().contains) { hidden.append(value) }
        }
        // A program may quote one line of a value, and quotes are in one line whatever the value's spaces are.
        hidden += hidden.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }.filter { $0.utf8.count > 5 }
        self.hidden = Set(hidden.map(\.plainLine)).filter { !$0.isEmpty }.sorted {
            ($1.utf8.count, $0) < ($0.utf8.count, $1)
        }
    }

    /// The value of a variable that the channel names.
    ///
    /// - Throws: ``Unusable``, which names the variable and never its value.
    func value(of variable: String) throws(Unusable) -> String {
        // Files that secrets are kept in end with a line's end, which is not of the secret.
        let value = variables[variable].map { String($0.trimmingPrefix(while: \.isWhitespace)) } ?? ""
        if let end = value.lastIndex(where: { !$0.isWhitespace }) { return String(value[...end]) }
        let state = variables[variable] == nil ? "is not set" : "is empty"
        throw Unusable(
            reason: "the environment variable \(variable) \(state), which the channel '\(channel.key)' needs")
    }

    /// Where the channel's server is, and how failures name it.
    ///
    /// - Parameter standard: the address of a channel that names none.
    func address(standard: String? = nil) throws(Unusable) -> (url: String, peer: WebPeer) {
        let url: String
        let name: String
        if let variable = channel.urlVariable {
            url = try value(of: variable)
            name = "the address in \(variable)"
        } else if let known = channel.url ?? standard {
            url = known
            let rest = known.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
            name = String(rest.split(separator: "@").last?.prefix { $0 != "?" && $0 != "#" } ?? "")
        } else {
            throw Unusable(reason: "the channel '\(channel.key)' has no address: name it in 'url' or 'urlFrom'")
        }
        let lower = url.lowercased()
        let place = channel.urlVariable.map { "the environment variable \($0)" } ?? "the channel '\(channel.key)'"
        guard lower.hasPrefix("https://") || lower.hasPrefix("http://"), url.utf8.allSatisfy({ $0 > 32 && $0 < 127 })
        else {
            throw Unusable(reason: "\(place) has no address: it has to begin with https:// and have no spaces")
        }
        guard
            !url.drop(while: { $0 != "/" }).drop(while: { $0 == "/" }).prefix(while: { !"/?#".contains($0) }).contains(
                "@")
        else { throw Unusable(reason: "\(place) has a user in its address, which is not sent") }
        return (url, WebPeer(name: name, timeout: channel.timeout, trust: "that the system trusts"))
    }

    /// A text as an outcome may name it: short, in one line, and without secrets.
    func quoted(_ text: String) -> String {
        let bytes = hidden.reduce(Array(text.plainLine.utf8)) { Self.without(Array($1.utf8), in: $0) }
        let line = String(decoding: bytes, as: UTF8.self)
        return line.count > 300 ? line.prefix(300) + "…" : line
    }

    /// Replaces a secret whatever the case of its letters.
    private static func without(_ secret: [UInt8], in text: [UInt8]) -> [UInt8] {
        guard text.count >= secret.count else { return text }
        let (small, wanted) = (text.map(\.lowerCased), secret.map(\.lowerCased))
        var result: [UInt8] = []
        var index = 0
        while index < text.count {
            if text.count - index >= wanted.count, small[index..<(index + wanted.count)].elementsEqual(wanted) {
                result += Array("…".utf8)
                index += wanted.count
            } else {
                result.append(text[index])
                index += 1
            }
        }
        return result
    }
}

extension UInt8 {
    fileprivate var lowerCased: UInt8 { (65...90).contains(self) ? self + 32 : self }
}
