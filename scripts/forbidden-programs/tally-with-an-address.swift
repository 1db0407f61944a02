// The gate puts an address where the place goes.
// room: Intake
// refused: cannot convert value of type 'String' to expected argument type 'Place'
import Vocabulary

func tally(_ cell: Cell, _ bin: TimeBin) -> Tally {
    #if FORBIDDEN
        Tally(place: "rue de la République, 12", bin: bin, category: 3)
    #else
        Tally(place: .cell(cell), bin: bin, category: 3)
    #endif
}
