// The gate lets a tally carry a note.
// room: Intake
// refused: extra argument 'note' in call
import Vocabulary

func tally(_ place: Place, _ bin: TimeBin) -> Tally {
    #if FORBIDDEN
        Tally(place: place, bin: bin, category: 3, note: "rue de la République, 12")
    #else
        Tally(place: place, bin: bin, category: 3)
    #endif
}
