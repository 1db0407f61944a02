import Foundation
import Synchronization
import Vocabulary

/// A line on the terminal that tells how far long work has come, how fast, and how long it will take.
final class ProgressBar: Sendable {
    private let start = ContinuousClock.now
    private let lastDrawn = Mutex<ContinuousClock.Instant?>(nil)
    private let isShown: Bool
    private let unit: Phrase

    /// Makes a bar; it is drawn only where somebody looks.
    init(unit: Phrase, isQuiet: Bool) {
        self.unit = unit
        isShown = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Draws the bar, at most ten times a second.
    func update(fraction: Double?, count: Int) {
        guard isShown else { return }
        let now = ContinuousClock.now
        let isDue = lastDrawn.withLock { last in
            if let last, now - last < .milliseconds(100) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let seconds = Double((now - start).components.seconds) + Double((now - start).components.attoseconds) / 1e18
        let language = TerminalLanguage.current
        var line = "\r"
        // A file that grows while it is read has more than all of its bytes.
        let fraction = fraction.map { min(1, max(0, $0)) }
        if let fraction {
            let filled = Int(fraction * 30)
            line += "[" + String(repeating: "█", count: filled) + String(repeating: "·", count: 30 - filled) + "] "
            line += "\(Int(fraction * 100)) %"
        }
        line += "  \(count) \(unit[language])"
        if seconds > 0.2 { line += "  \(Int(Double(count) / seconds))/s" }
        if let fraction, fraction > 0.02 {
            let left = seconds / fraction - seconds
            line += "  " + Phrase(fr: "reste", en: "left")[language] + " \(Int(left.rounded(.up))) s"
        }
        FileHandle.standardError.write(Data((line + "\u{1B}[K").utf8))
    }

    /// Clears the line.
    func finish() {
        guard isShown else { return }
        FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
    }
}
