// A raw record is printed, even by the gate's own room: there is no way to name one.
// room: Intake
// refused: value of type 'RawBatch' has no subscripts
import Vocabulary

func log(_ batch: RawBatch) {
    #if FORBIDDEN
        print(batch[0])
    #else
        print(batch.count)
    #endif
}
