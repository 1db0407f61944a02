// A convention asks to keep a column of free text.
// room: TerritoryFolder
// refused: extra argument 'freeTextColumn' in call
import Vocabulary

func renewed(_ old: Convention) -> Convention {
    #if FORBIDDEN
        Convention(
            source: old.source, title: old.title, purpose: old.purpose, legalBasis: old.legalBasis, origin: old.origin,
            recordsPerIncident: old.recordsPerIncident, format: old.format, place: old.place, time: old.time,
            category: old.category, keyColumn: old.keyColumn, rhythm: old.rhythm, delay: old.delay,
            retentionDays: old.retentionDays, disclosure: old.disclosure, freeTextColumn: "observations")
    #else
        Convention(
            source: old.source, title: old.title, purpose: old.purpose, legalBasis: old.legalBasis, origin: old.origin,
            recordsPerIncident: old.recordsPerIncident, format: old.format, place: old.place, time: old.time,
            category: old.category, keyColumn: old.keyColumn, rhythm: old.rhythm, delay: old.delay,
            retentionDays: old.retentionDays, disclosure: old.disclosure)
    #endif
}
