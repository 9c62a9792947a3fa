import Workflows

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The only place that prints.
struct Output {
    let format: OutputFormat
    let isQuiet: Bool
    let isVerbose: Bool
    let style: Style

    init(_ global: GlobalOptions, _ surroundings: Surroundings) {
        format = global.format
        isQuiet = global.quiet
        isVerbose = global.verbose
        style = Style(isOn: surroundings.allowsColour && global.format == .text)
    }

    /// Prints a report in the form that was asked for; the text only where it is not to be quiet.
    func show(_ report: some TextReport) {
        switch format {
        case .json: print(report.jsonText, terminator: "")
        case .text: if !isQuiet { show(report.lines(style, isVerbose: isVerbose)) }
        }
    }

    /// Prints where an edit is now, and all of it where it became another one than the person saw.
    func show(_ report: EditReport, after preview: EditReport) {
        if report.body(style) != preview.body(style) { return show(report) }
        if !isQuiet { show(report.outcome(style, isVerbose: isVerbose)) }
    }

    /// Prints what was asked for even when it is to be quiet, such as a table.
    func answer(_ report: some TextReport) {
        switch format {
        case .json: print(report.jsonText, terminator: "")
        case .text: show(report.lines(style, isVerbose: isVerbose))
        }
    }

    /// Prints findings in one of their forms.
    func show(_ report: ValidationReport, as format: ValidationFormat) {
        switch format {
        case .text: show(report)
        case .json, .sarif, .github: write(report.rendered(format.rawValue, version: flagctlVersion))
        }
    }

    /// Prints lines.
    func show(_ lines: [String]) {
        for line in lines { print(line) }
    }

    /// Prints text as it is.
    func write(_ text: String) { print(text, terminator: "") }

    /// Says something to a person beside the answer, on standard error.
    func advise(_ text: String) {
        if format == .text, !isQuiet { Self.writeError(text + "\n") }
    }

    /// Makes sure that what was printed can be read, before a run goes on for long.
    func flush() { fflush(nil) }

    /// Writes text to a file, whole or not at all, and says so.
    ///
    /// - Throws: a ``Failure`` where the file cannot be written.
    func save(_ text: String, to path: String, called name: String) throws {
        try save(Array(text.utf8), to: path, called: name)
        if !isQuiet { print("wrote \(name)") }
    }

    /// Writes bytes to a file, whole or not at all.
    ///
    /// - Throws: a ``Failure`` where the file cannot be written.
    func save(_ bytes: [UInt8], to path: String, called name: String) throws {
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure("not-written", "'\(name)' cannot be written: \(Self.cause(error))")
        }
    }

    private static func cause(_ error: any Error) -> String {
        guard let cause = (error as? CocoaError)?.underlying as? POSIXError else { return "\(error)" }
        return String(cString: strerror(cause.code.rawValue)).lowercased()
    }

    /// Says on standard error why a run failed.
    func show(_ failure: Failure) {
        switch format {
        case .json: Self.writeError(failure.jsonText)
        case .text:
            for finding in failure.findingLines { Self.writeError(finding + "\n") }
            let style = Style(isOn: self.style.isOn && isatty(STDERR_FILENO) == 1)
            Self.writeError("\(style.bad("error:")) \(failure.message)\n")
            if let hint = failure.hint { Self.writeError("\(style.dim("hint:")) \(hint)\n") }
        }
    }

    /// Asks a person; anything but yes is no.
    func ask(_ question: String) -> Bool {
        print("\(question) [y/N] ", terminator: "")
        fflush(nil)
        guard let answer = readLine()?.lowercased() else {
            print()
            return false
        }
        return answer == "y" || answer == "yes"
    }

    /// What stands on standard output comes first, where both end in one place.
    static func writeError(_ text: String) {
        fflush(nil)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Self.write(STDERR_FILENO, $0) }
            guard count > 0 else { return }
            bytes = bytes.dropFirst(count)
        }
    }

    private static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
            Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}

/// A report that can also be printed for people.
protocol TextReport: Report {
    /// The lines that a person reads.
    func lines(_ style: Style, isVerbose: Bool) -> [String]
}
