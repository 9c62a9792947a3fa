import Documents
import FlagModel
import Git

/// Where the files of a folder name flags.
struct CodeMentions: Sendable {
    /// A place that names a flag.
    struct Place: Sendable {
        let path: String
        let mention: Mention
    }

    /// A file that was not looked at, and why.
    struct Skipped: Sendable {
        let path: String
        let why: String
    }

    /// Larger files are seldom written by people.
    static let limit = 1 << 20

    private(set) var files = 0
    private(set) var places: [FlagKey: [Place]] = [:]
    private(set) var skipped: [Skipped] = []
    let words: FlagWords

    /// Searches the tracked text files of a folder; documents and settings of a flag repository are no code.
    ///
    /// - Throws: ``GitError`` where the folder's files cannot be listed.
    init(of flags: [FeatureFlag], in folder: String, environment: [String: String]) async throws {
        let words = FlagWords(flags)
        let tracked = try await TrackedFiles(in: folder, environment: environment)
        let hasDocuments = tracked.topHas(DocumentKind.settings.path)
        let paths = tracked.paths.filter { path in
            let path = tracked.prefix + path
            return !hasDocuments || DocumentKind(path: path) == nil && !path.hasPrefix(".flagctl/")
        }
        let readings = tracked.read(paths, limit: Self.limit) { path, bytes -> [Mention]? in
            MentionScanner.isText(bytes) ? MentionScanner.mentions(of: words, in: bytes, path: path) : nil
        }
        self.words = words
        for (path, reading) in zip(paths, readings) {
            switch reading {
            case .read(let mentions?):
                files += 1
                for mention in mentions {
                    for flag in words.words[mention.word].flags {
                        places[flag, default: []].append(Place(path: path, mention: mention))
                    }
                }
            case .read(nil), .none: break
            case .tooLarge(let bytes): skipped.append(Skipped(path: path, why: "\(Decimals.grouped(bytes)) bytes"))
            case .unreadable(let why): skipped.append(Skipped(path: path, why: why))
            }
        }
    }

    /// What is reported of one flag.
    func report(of flag: FlagKey) -> MentionsReport {
        MentionsReport(
            mentions: (places[flag] ?? []).map { place in
                MentionsReport.Mention(
                    path: place.path, line: place.mention.position.line, column: place.mention.position.column,
                    word: words.words[place.mention.word].text, isComment: place.mention.isComment)
            })
    }
}
