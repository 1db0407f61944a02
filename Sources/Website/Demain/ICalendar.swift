import Vocabulary

/// Events as iCalendar writes them (RFC 5545): lines that end in CR LF and are folded at 75 octets, texts escaped.
struct ICalendar {
    /// One event.
    struct Event {
        /// Stays the same when the event is told anew.
        let id: String
        /// When it was written.
        let stamp: UTCSeconds
        let when: When
        let summary: String
        let details: String
    }

    /// Whole days, or a stretch of time.
    enum When {
        /// The first day, and the first after the last.
        case days(CivilDate, CivilDate)
        case time(UTCSeconds, UTCSeconds)
    }

    let name: String
    let language: Language
    let events: [Event]

    /// The file.
    var text: String {
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clairevoie//Demain//\(language.rawValue.uppercased())",
            "CALSCALE:GREGORIAN", "NAME:\(Self.escaped(name))", "X-WR-CALNAME:\(Self.escaped(name))",
        ]
        for event in events {
            lines += ["BEGIN:VEVENT", "UID:\(Self.escaped(event.id))", "DTSTAMP:\(Self.time(event.stamp))"]
            switch event.when {
            case .days(let first, let end):
                lines += ["DTSTART;VALUE=DATE:\(Self.date(first))", "DTEND;VALUE=DATE:\(Self.date(end))"]
            case .time(let start, let end):
                lines += ["DTSTART:\(Self.time(start))", "DTEND:\(Self.time(end))"]
            }
            lines += [
                "SUMMARY:\(Self.escaped(event.summary))", "DESCRIPTION:\(Self.escaped(event.details))",
                "TRANSP:TRANSPARENT", "END:VEVENT",
            ]
        }
        lines.append("END:VCALENDAR")
        return lines.map { Self.folded($0) + "\r\n" }.joined()
    }

    /// A text with what RFC 5545 §3.3.11 escapes.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n": escaped += "\\n"
            case "\r": continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A line in pieces of at most 75 octets, each after the first behind a space; no character is cut (§3.1).
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += size
        }
        return folded
    }

    private static func date(_ date: CivilDate) -> String { "\(date)".filter { $0 != "-" } }

    private static func time(_ time: UTCSeconds) -> String {
        let day = CivilDate(dayNumber: Int(floorDivide(Int(time), 86_400)))
        let seconds = Int(time) - day.dayNumber * 86_400
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return date(day) + "T" + two(seconds / 3600) + two(seconds / 60 % 60) + two(seconds % 60) + "Z"
    }
}
