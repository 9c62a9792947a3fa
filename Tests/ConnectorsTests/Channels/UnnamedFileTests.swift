import Communications
import FlagModel
import TestSupport
import Testing

@testable import Connectors

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
#if canImport(System)
    import System
#else
    import SystemPackage
#endif

@Suite struct UnnamedFileTests {
    @Test func `holds its text under no name, and programs that are started do not get it`() async throws {
        let folder = try TemporaryFolder("unnamed")
        let file = try UnnamedFile("a text\n", in: folder.path)
        #expect(try file.beginning() == "a text\n")
        #expect(fcntl(file.descriptor.rawValue, F_GETFD) & FD_CLOEXEC != 0)
        #expect(try await run("ls", ["-A"], in: folder.path).output.isEmpty)
    }

    @Test func `says which folder takes no files`() throws {
        let error = #expect(throws: UnnamedFile.Unmade.self) { _ = try UnnamedFile(in: "/no/such/folder") }
        #expect(error?.description == "no file can be made in '/no/such/folder': No such file or directory")
    }

    @Test func `the command of e-mail gets files of the folder that TMPDIR names`() async throws {
        let email = try channel(.email, from: "r@example.com")
        let outcome = await Sending().outcome(
            try message(recipients: [.init(address: "a@example.com")]), over: email,
            variables: ["FLAGCTL_SENDMAIL": "/bin/true", "TMPDIR": "/no/such/folder"])
        #expect(outcome.kind == "refused")
        #expect(outcome.text.contains("no file can be made in '/no/such/folder'"))
    }
}
