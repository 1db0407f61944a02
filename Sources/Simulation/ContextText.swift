/// The files of context: the weather and the calendar.
enum ContextText {
    /// One row an hour; where days to come are foreseen, a last column tells what was measured from what is expected.
    static func writeWeather(city: SimulatedCity, to write: ([UInt8]) throws -> Void) rethrows {
        var text = ByteText()
        text += "debut,temperature_c,pluie_mm,vent_kmh"
        text += city.coming == nil ? "\n" : ",nature\n"
        let measured = (hours: city.weather.hours, ending: city.coming == nil ? "\n" : ",mesure\n")
        let foreseen = (hours: city.coming?.weather.hours ?? [], ending: ",prevision\n")
        for part in [measured, foreseen] {
            for hour in part.hours {
                text.append(isoInstant: hour.start)
                for value in [hour.temperature, hour.rain, hour.wind] {
                    text.append(",")
                    text.append(scaled: value, decimals: 1)
                }
                text += part.ending
                try text.flush(to: write)
            }
        }
        try text.flush(to: write, always: true)
    }

    /// One row for each holiday and each gathering, those to come included, in the order of their starts.
    static func writeCalendar(city: SimulatedCity, to write: ([UInt8]) throws -> Void) rethrows {
        var rows: [(start: Int, end: Int, kind: String, name: String, event: CityEvent?)] = []
        let days = city.days.lowerBound...(city.coming?.days ?? city.days).upperBound
        let years = days.lowerBound.civil.year...days.upperBound.civil.year
        let holidays = years.flatMap { FrenchHolidays.publicHolidays(in: $0) }.map { ("jour_ferie", $0) }
        let school = FrenchHolidays.schoolHolidays.map { ("vacances_scolaires", $0) }
        for (kind, span) in holidays + school where days.overlaps(span.first...span.last) {
            let end = ParisClock.start(of: span.last.advanced(by: 1))
            rows.append((ParisClock.start(of: span.first), end, kind, span.name, nil))
        }
        rows += (city.events + (city.coming?.events ?? [])).map { ($0.start, $0.end, $0.kind, $0.name, $0) }
        rows.sort { ($0.start, $0.kind, $0.name) < ($1.start, $1.kind, $1.name) }

        var text = ByteText()
        text += "debut,fin,type,libelle,lieu,latitude,longitude,affluence_attendue\n"
        for row in rows {
            text.append(isoInstant: row.start)
            text.append(",")
            text.append(isoInstant: row.end)
            text += ",\(row.kind),"
            text.append(field: row.name, separator: ",")
            text.append(",")
            if let event = row.event {
                text.append(field: event.venue, separator: ",")
                text.append(",")
                text.append(scaled: event.position.latitudeE6, decimals: 6)
                text.append(",")
                text.append(scaled: event.position.longitudeE6, decimals: 6)
                text.append(",")
                text.append(event.attendance)
            } else {
                text += ",,,"
            }
            text.append("\n")
            try text.flush(to: write)
        }
        try text.flush(to: write, always: true)
    }
}
