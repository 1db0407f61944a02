// A field of a raw record is printed; a whole batch may be, and says nothing.
// room: Connectors
// refused: 'fields' is inaccessible due to 'package' protection level
import Vocabulary

func log(_ batch: RawBatch) {
    #if FORBIDDEN
        print(batch.fields[0])
    #else
        print(batch)
    #endif
}
