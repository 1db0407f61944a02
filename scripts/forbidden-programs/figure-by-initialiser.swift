// A number from nowhere is made a figure by its initialiser.
// room: Website
// refused: 'Figure<A>' initializer is inaccessible due to 'internal' protection level
import Editions
import Vocabulary

func figure(like other: Figure<PublicAudience>) -> Figure<PublicAudience> {
    #if FORBIDDEN
        Figure(value: 12, noise: other.noise, receipt: other.receipt)
    #else
        other + other
    #endif
}
