// A misspelt program is refused by the compiler, and not for the reason that it claims.
// room: Website
// refused: initializer is inaccessible due to 'internal' protection level
// fault: refused, but with
import Editions
import Vocabulary

func value(_ figure: Figure<PublicAudience>) -> Int {
    #if FORBIDDEN
        figure.vlaue
    #else
        figure.value
    #endif
}
