// An extension gives figures an initialiser of its own.
// room: Website
// refused: may not be initialized directly; use "self.init(...)" or "self = ..." instead
import Editions
import Vocabulary

extension Figure {
    #if FORBIDDEN
        init(forged: Int, like other: Figure) {
            value = forged
            noise = other.noise
            receipt = other.receipt
        }
    #else
        init(copying other: Figure) {
            self = other
        }
    #endif
}
