// A figure is cast from the bytes of something else.
// room: Website
// refused: expression uses unsafe constructs but is not marked with 'unsafe'
import Editions
import Vocabulary

func figure(_ staff: Figure<StaffAudience>, _ table: PublishedTable<PublicAudience>) -> Figure<PublicAudience> {
    #if FORBIDDEN
        unsafeBitCast(staff, to: Figure<PublicAudience>.self)
    #else
        table.figure(bin: 0, place: 0, category: 0)
    #endif
}
