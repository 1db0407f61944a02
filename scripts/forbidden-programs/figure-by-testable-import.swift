// A testable import looks inside the store of editions.
// room: Website
// refused: module 'Editions' was not compiled for testing
import Vocabulary

#if FORBIDDEN
    @testable import Editions
#else
    import Editions
#endif

func value(_ figure: Figure<PublicAudience>) -> Int { figure.value }
