import Testing

@testable import Git

@Suite struct GitErrorTests {
    static let id = ObjectID(hex: String(repeating: "ab", count: 20))!  // forty digits
    static let all: [GitError] = [
        .noRepository(path: "/p"), .unbornBranch(name: "main"), .detachedHead(id), .foreignOwner(path: "/p"),
        .sha256Repository(path: "/p"), .reftableRepository(path: "/p"), .worktreeConfigRepository(path: "/p"),
        .unsupportedExtension(path: "/p", name: "x"), .lockHeld(path: "/p.lock", holder: nil), .diskFull(path: "/p"),
        .readOnly(path: "/p"), .missingObject(id, what: "blob"), .noSuchRevision("x"), .ambiguousRevision("x"),
        .invalidBranchName("x"), .movedReference(name: "main", expected: id, found: nil),
        .noIdentity(role: "author", what: "email"), .invalidDate(variable: "GIT_AUTHOR_DATE", value: "x"),
        .dirty([DirtyPath(path: "a", state: .staged)]), .signingFailed(program: "gpg", text: "no key"),
        .remoteFailed("no route"), .programFailed(program: "git", text: "absent"),
        .unreadableIndex(path: "/p", why: "split"), .corrupt("bad"), .tooLarge(id, size: 2, limit: 1),
        .notAllowed("no", hint: nil), .bare(path: "/p"),
        .other(code: -1, class: 2, text: "text"),
    ]

    @Test(arguments: all)
    func `speaks in the house's way`(error: GitError) throws {
        #expect(!error.message.isEmpty && !error.message.hasSuffix(".") && !error.message.contains("\n"))
        let first = try #require(error.message.first)
        #expect(!first.isUppercase || error.message.hasPrefix("HEAD") || error.message.hasPrefix("GIT_"))
        if let hint = error.hint { #expect(!hint.hasSuffix(".") && !hint.contains("\n")) }
        #expect(error.code.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    }

    @Test func `has one code for each`() {
        #expect(Set(Self.all.map(\.code)).count == Self.all.count)
    }

    @Test func `tells the three ways in which a branch can be elsewhere`() {
        let other = ObjectID(hex: String(repeating: "cd", count: 20))
        func text(_ expected: ObjectID?, _ found: ObjectID?) -> String {
            GitError.movedReference(name: "main", expected: expected, found: found).message
        }
        #expect(text(Self.id, other) == "'main' moved from 'abababab' to 'cdcdcdcd'")
        #expect(text(nil, other) == "'main' exists already")
        #expect(text(Self.id, nil) == "'main' does not exist any more")
    }
}
