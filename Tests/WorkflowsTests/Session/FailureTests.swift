import Documents
import FlagModel
@testable import FlagRepository
import Git
import Testing

@testable import Workflows

@Suite struct FailureTests {
    @Test func `reads as code, message, hint and findings`() {
        let finding = Finding(severity: .error, rule: "r", path: "flags/CSF.json", message: "m")
        let failure = Failure("some-code", "what failed", hint: "what to do", findings: [finding])
        #expect(failure.json["error"]?.object?.names == ["code", "message", "hint", "findings"])
        #expect(Failure("some-code", "what failed").json == ["error": ["code": "some-code", "message": "what failed"]])
    }

    @Test func `an error that nobody knows is an internal one`() {
        struct Surprise: Error {}
        #expect(Failure(Surprise()).status == .internalError)
        #expect(Failure(Surprise()).status.rawValue == 70)
    }

    @Test func `a moved head and conflicts are conflicts, everything else of the repository is refused`() throws {
        let branch = try BranchName("main")
        #expect(Failure(RepositoryError.branchKeepsMoving(branch, attempts: 10)).status == .conflict)
        #expect(Failure(RepositoryError.conflicts([])).status == .conflict)
        #expect(Failure(GitError.movedReference(name: "main", expected: nil, found: nil)).status == .conflict)
        #expect(Failure(RepositoryError.nothingToDo("Enable CSF")).status == .refused)
        #expect(Failure(GitError.corrupt("an object")).status == .refused)
    }

    @Test func `every refusal of the repository has a hint`() throws {
        let (flag, environment) = try (#require(FlagKey("CSF")), #require(EnvironmentKey("production")))
        let branch = try BranchName("main")
        let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
        let errors: [RepositoryError] = [
            .notAFlagRepository(path: "/x"), .unknownFlag("CFS", near: nil), .unknownFlag("CFS", near: "CSF"),
            .unknownEnvironment("prod", near: nil, known: ["production"]), .noState(flag, environment),
            .unknownCohort("x", environment, near: nil), .invalidKey("a b", why: "it has a space"),
            .exists(.state(environment, flag)), .missing(.flag(flag)), .invalid([]), .conflicts([]),
            .branchKeepsMoving(branch, attempts: 10), .shallow(id), .noCommitAt("2020-01-01"),
            .notAStep("aaaa", branch),
        ]
        for error in errors { #expect(Failure(error).hint != nil, "\(error)") }
        #expect(Set(errors.map { Failure($0).code }).count == errors.count - 1, "only the unknown flag comes twice")
    }

    @Test func `long values of a conflict are cut`() throws {
        let id = try #require(ObjectID(hex: String(repeating: "a", count: 40)))
        let key = try #require(FlagKey("CSF"))
        let long = JSONValue.string(String(repeating: "x", count: 500))
        let conflict = UndoConflict(
            document: .flag(key), field: FieldPath(["description"]), set: long, now: nil, restore: nil, undone: id,
            later: nil)
        let failure = Failure(RepositoryError.conflicts([conflict]))
        #expect(failure.message.count < 250)
        #expect(failure.message.hasSuffix("x…, a later edit removed it"))
        #expect(failure.hint == "set the field by hand: flagctl target, enable or disable")
    }
}
