import Documents

/// Payloads as GitHub's REST API and webhooks give them, shortened to what stands around the members that are read.
enum ForgePayloads {
    static let head = "6dcb09b5b57875f334f61aebed695e2e4193db5e"
    static let older = "0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c"
    static let mergeCommit = "e5bd3914e2e596debea16f433f57875b5b90bcd6"

    static func user(_ login: String, _ id: Int, type: String = "User") -> String {
        """
        { "login": "\(login)", "id": \(id), "node_id": "MDQ6VXNlcjE=", "avatar_url": "https://github.com/images/a.gif",
          "gravatar_id": "", "url": "https://api.github.com/users/\(login)", "type": "\(type)", "site_admin": false }
        """
    }

    static func event(
        action: String = "closed", merged: Bool = true, head: String = ForgePayloads.head, commits: Int = 2
    ) -> String {
        """
        {
          "action": "\(action)",
          "number": 42,
          "pull_request": {
            "url": "https://api.github.com/repos/example/flags/pulls/42", "id": 1, "number": 42, "state": "closed",
            "locked": false, "title": "Enable CSF in production", "user": \(user("mike", 1)), "body": null,
            "created_at": "2025-09-01T09:30:00Z", "closed_at": "2025-09-02T08:00:00Z",
            "merged_at": \(merged ? "\"2025-09-02T08:00:00Z\"" : "null"), "merge_commit_sha": "\(mergeCommit)",
            "head": { "label": "example:enable-csf", "ref": "enable-csf", "sha": "\(head)", "user": \(user("mike", 1)) },
            "base": { "label": "example:main", "ref": "main", "sha": "\(older)", "user": \(user("example", 9)) },
            "author_association": "MEMBER", "auto_merge": null, "merged": \(merged), "mergeable": null,
            "merged_by": \(user("sarah", 4)), "comments": 1, "review_comments": 0, "commits": \(commits),
            "additions": 1, "deletions": 1, "changed_files": 1
          },
          "repository": { "id": 7, "name": "flags", "full_name": "example/flags", "private": true },
          "sender": \(user("sarah", 4))
        }
        """
    }

    static func commit(_ sha: String, author: String?, committer: String?, email: String = "x@example.com") -> String {
        """
        { "url": "https://api.github.com/repos/example/flags/commits/\(sha)", "sha": "\(sha)",
          "commit": {
            "author": { "name": "A", "email": "\(email)", "date": "2025-09-01T09:00:00Z" },
            "committer": { "name": "C", "email": "\(email)", "date": "2025-09-01T09:00:00Z" },
            "message": "Enable CSF", "verification": { "verified": false, "reason": "unsigned" } },
          "author": \(author ?? "null"), "committer": \(committer ?? "null"), "parents": [] }
        """
    }

    static let commits = """
        [\(commit(older, author: user("mike", 1), committer: user("mike", 1))),
         \(commit(head, author: user("zoe", 5), committer: user("web-flow", 19_864_447)))]
        """

    static func review(
        _ id: Int, by user: String, _ state: String, at time: String = "2025-09-01T12:00:00Z",
        of commit: String? = ForgePayloads.head
    ) -> String {
        """
        { "id": \(id), "node_id": "MDE3", "user": \(user), "body": "", "state": "\(state)",
          "html_url": "https://github.com/example/flags/pull/42#pullrequestreview-\(id)",
          "submitted_at": "\(time)", "commit_id": \(commit.map { "\"\($0)\"" } ?? "null"),
          "author_association": "COLLABORATOR" }
        """
    }

    static func json(_ text: String) throws -> JSONValue { try JSONDocument(parsing: Array(text.utf8)).value }
}
