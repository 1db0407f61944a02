// A published figure is altered.
// room: Website
// refused: cannot assign to property: 'value' is a 'let' constant
import Editions
import Vocabulary

func altered(_ figure: Figure<PublicAudience>) -> Figure<PublicAudience> {
    var copy = figure
    #if FORBIDDEN
        copy.value = 12
    #else
        copy = copy + figure
    #endif
    return copy
}
