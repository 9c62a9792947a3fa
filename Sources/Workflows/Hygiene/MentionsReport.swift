public import Documents

/// Where code names one flag.
public struct MentionsReport: Report {
    /// One place.
    public struct Mention: Sendable {
        /// The file, below the folder that was searched.
        public let path: String
        /// The line, from 1.
        public let line: Int
        /// The column, from 1, in Unicode scalars.
        public let column: Int
        /// What stands there: the flag's key or its environment variable.
        public let word: String
        /// Whether it stands in a comment.
        public let isComment: Bool

        /// `src/app.ts:12:5`.
        public var place: String { "\(path):\(line):\(column)" }
    }

    /// The places, by file.
    public let mentions: [Mention]

    /// How many of them are comments.
    public var comments: Int { mentions.count { $0.isComment } }

    /// `{"code", "comments", "mentions": [{"path", "line", "column", "word", "comment"}]}`.
    public var json: JSONValue { JSONFields.build(add) }

    func add(to fields: inout JSONFields) {
        fields.add("code", mentions.count - comments)
        fields.add("comments", comments)
        fields.add(
            "mentions",
            .array(
                mentions.map { mention in
                    JSONFields.build { fields in
                        fields.add("path", mention.path)
                        fields.add("line", mention.line)
                        fields.add("column", mention.column)
                        fields.add("word", mention.word)
                        fields.add("comment", mention.isComment)
                    }
                }))
    }
}

/// A file that was not searched.
public struct SkippedFile: Report {
    /// The file, below the folder that was searched.
    public let path: String
    /// Why.
    public let why: String

    /// `{"path", "why"}`.
    public var json: JSONValue {
        JSONFields.build { fields in
            fields.add("path", path)
            fields.add("why", why)
        }
    }
}
