import Foundation

/// Runs work that blocks, such as starting processes and waiting for them, on a thread of its own.
///
/// The test's own threads stay free for tests that only wait.
func onThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: .init(catching: work)) }
    }
}
