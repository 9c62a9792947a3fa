import FlagModel
import Logging
import Server

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Output {
    /// A logger that writes to standard error, as documents where documents were asked for.
    func logger(label: String) -> Logger {
        let level: Logger.Level = isQuiet ? .error : isVerbose ? .debug : .info
        guard format == .json else {
            return Logger(label: label) { label in
                var handler = StreamLogHandler.standardError(label: label)
                handler.logLevel = level
                return handler
            }
        }
        return Logger(label: label) { label in
            JSONLogHandler(
                level: level, now: { Timestamp(unixSeconds: Int(time(nil))).text }, write: { Self.writeError($0) })
        }
    }
}
