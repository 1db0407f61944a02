// A figure for the staff is added to one for the public.
// room: Website
// refused: cannot convert value of type 'Figure<StaffAudience>' to expected argument type 'Figure<PublicAudience>'
import Editions
import Vocabulary

func sum(
    _ shown: Figure<PublicAudience>, _ other: Figure<PublicAudience>, _ staff: Figure<StaffAudience>
) -> Figure<PublicAudience> {
    #if FORBIDDEN
        shown + staff
    #else
        shown + other
    #endif
}
