// A forecast's history is made of what agents find where they are sent.
// room: clairevoie
// refused: initializer 'init(of:in:end:horizon:calendars:)' requires that 'Discovered' conform to 'ForecastableOrigin'
import Analysis
import Vocabulary

#if FORBIDDEN
    func history(of table: CountTable<StaffAudience, Discovered>, in calendar: CivilCalendar) -> CountHistory {
        CountHistory(of: table, in: calendar, end: table.bins.count, horizon: 0)
    }
#else
    func history(of table: CountTable<StaffAudience, Reported>, in calendar: CivilCalendar) -> CountHistory {
        CountHistory(of: table, in: calendar, end: table.bins.count, horizon: 0)
    }
#endif
