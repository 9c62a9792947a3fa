import FlagRepository
import Git
import TestSupport
import Testing

@testable import Governance

/// Long walks look at trees beside everything else that they do.
@Suite struct TreeFlawsTests {
    @Test func `a long walk finds what a short one finds`() async throws {
        let governed = try await Governed()
        let fixture = governed.fixture
        let first = try await fixture.head()
        let script = """
            commit=\(first); tree=$(git rev-parse HEAD^{tree}); count=0
            while [ $count -lt \(TreeFlaws.shortest) ]; do
                commit=$(git commit-tree -p $commit -m "Step $count" $tree); count=$((count + 1))
            done
            git reset --quiet --hard $commit
            ln -s CSF.json flags/LINK.json && git add flags && git commit --quiet --message 'A link'
            """
        let made = try await run("sh", ["-ec", script], in: fixture.path, environment: fixture.environment)
        #expect(made.status == 0, "\(made.error)")
        let long = try await governed.verify()
        #expect(long.steps == TreeFlaws.shortest + 1)
        let short = try await governed.verify(root: "HEAD~1")
        #expect(short.steps == 1)
        #expect(long.names.contains("symlink") && long.violations == short.violations)
    }
}
